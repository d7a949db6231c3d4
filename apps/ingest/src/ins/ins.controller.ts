import { Controller, Get, Header, HttpCode } from '@nestjs/common';

/** For people who open the INS URL. What ClickBank posts to it is taken by `InsEndpoint`, before it comes here. */
@Controller()
export class InsController {
  /** They want to see whether it works; it says the same for every connection. */
  @Get('ins/:connection')
  @Header('content-type', 'text/plain; charset=utf-8')
  @HttpCode(200)
  explain(): string {
    return 'INS Relay is listening. ClickBank posts its notifications to this address; there is nothing to see here.\n';
  }
}
