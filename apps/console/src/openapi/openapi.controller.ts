import { Controller, Get } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';

/** The API for machines. */
@Controller('api/openapi.json')
@Needs('viewer')
export class OpenApiController {
  constructor(private readonly context: ConsoleContext) {}

  @Get()
  read(): OpenAPIObject {
    const { document } = this.context.openApi;
    if (document === undefined) throw new ApiProblem(503, 'The document is not made yet.');
    return document;
  }
}
