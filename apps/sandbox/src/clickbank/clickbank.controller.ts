import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ListQuery } from '../list-query.js';
import { SendOrder } from './send-order.js';
import { StandInClickBank, type SentNotification } from './stand-in-clickbank.js';

/** The stand-in ClickBank. */
@Controller('clickbank')
export class ClickBankController {
  constructor(private readonly clickBank: StandInClickBank) {}

  @Post('send')
  @HttpCode(200)
  async send(@Body() order: SendOrder): Promise<SentNotification> {
    const { sent, done } = this.clickBank.send(order);
    if (order.wait) await done;
    return sent;
  }

  @Get('sent')
  listSent(@Query() { limit }: ListQuery): { items: SentNotification[] } {
    return { items: this.clickBank.listSent(limit) };
  }
}
