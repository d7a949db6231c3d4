// @ts-check
// Writes the JSON schemas of the console's contract, for its OpenAPI document.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const APP = dirname(import.meta.dirname);
const ROOT = join(APP, '../..');

const { definitions = {} } = createGenerator({
  path: join(ROOT, 'packages/console-contract/src/index.ts'),
  tsconfig: join(ROOT, 'tsconfig.json'),
  type: '*',
  topRef: false,
  expose: 'export',
  additionalProperties: true,
  skipTypeCheck: true,
}).createSchema('*');
const text = JSON.stringify(definitions).replaceAll('#/definitions/', '#/components/schemas/');
const sorted = Object.fromEntries(Object.entries(JSON.parse(text)).sort(([a], [b]) => (a < b ? -1 : 1)));
const source = `/** Made from packages/console-contract by scripts/build-contract-schemas.mjs; a test keeps it in step. */
export const CONTRACT_SCHEMAS: Readonly<Record<string, unknown>> = ${JSON.stringify(sorted, null, 2)};
`;
writeFileSync(process.argv[2] ?? join(APP, 'src/openapi/contract-schemas.ts'), source);
