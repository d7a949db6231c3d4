import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsString, Length } from 'class-validator';
import type { CustomerReference, CustomerRequest } from '@ins-relay/console-contract';
import { Needs } from '../access/needs.js';
import { ConsoleContext } from '../console-context.js';
import { Answers } from '../openapi/answers.js';

class CustomerBody implements CustomerRequest {
  @IsString() @Length(3, 320) email!: string;
}

/** E-mail addresses come in bodies only: URLs end in histories and logs. */
@Controller('api/customers')
@Needs('viewer')
export class CustomersController {
  constructor(private readonly context: ConsoleContext) {}

  @Post()
  @HttpCode(200)
  @Answers('CustomerReference')
  refer(@Body() { email }: CustomerBody): CustomerReference {
    return { customer: this.context.storage.reader.referToCustomer(email) };
  }
}
