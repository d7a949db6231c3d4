import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { CONTRACT_SCHEMAS } from './contract-schemas.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/**
 * The OpenAPI document: routes from the controllers, what they take from the classes that check it, what they answer
 * from the types of `@ins-relay/console-contract`.
 */
export function buildOpenApiDocument(nest: INestApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('INS Relay console')
    .setDescription('Everything the console’s web UI does. Times are milliseconds since 1970, UTC.')
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'an API token' })
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(nest, config);
  const bodies = validationMetadatasToSchemas({ refPointerPrefix: '#/components/schemas/' }) as Schemas;
  const named = Object.keys(document.components?.schemas ?? {});
  document.components = {
    ...document.components,
    schemas: {
      ...(CONTRACT_SCHEMAS as Schemas),
      ...Object.fromEntries(
        Object.entries(bodies).filter(
          ([name]) => named.includes(name) || name.endsWith('Body') || name.endsWith('Query'),
        ),
      ),
    },
  };
  return document;
}
