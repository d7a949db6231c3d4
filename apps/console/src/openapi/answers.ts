import { applyDecorators } from '@nestjs/common';
import { ApiDefaultResponse } from '@nestjs/swagger';

/** Names the type of `@ins-relay/console-contract` that a route answers with, for the OpenAPI document. */
export function Answers(type: string): MethodDecorator {
  return applyDecorators(
    ApiDefaultResponse({ schema: { $ref: `#/components/schemas/${type}` }, description: type }),
  );
}
