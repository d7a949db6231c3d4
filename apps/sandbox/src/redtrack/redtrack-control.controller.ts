import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import type { Fault } from './fault.js';
import { LogQuery } from './log-query.js';
import type { LoggedRequest } from './request-log.js';
import { SetDuplicateMode } from './set-duplicate-mode.js';
import { SetFault } from './set-fault.js';
import { StandInRedTrack } from './stand-in-redtrack.js';
import type { BooksSummary } from './summarize-books.js';

interface LogRow extends Pick<LoggedRequest, 'host' | 'result' | 'fault'> {
  time: string;
  query: Record<string, string>;
}

/** What only a stand-in has: its books laid open, and its misbehaviour to order. */
@Controller('redtrack')
export class RedTrackControlController {
  constructor(private readonly redTrack: StandInRedTrack) {}

  @Get('summary')
  summarize(): BooksSummary {
    return this.redTrack.summarize();
  }

  /** Newest first. */
  @Get('log')
  listLog(@Query() { limit, clickid, result }: LogQuery): { items: LogRow[] } {
    const matches = (entry: LoggedRequest) =>
      (result === undefined || entry.result === result) &&
      (clickid === undefined || new URLSearchParams(entry.queryText).get('clickid') === clickid);
    return { items: this.redTrack.listNewest(limit, matches).map(toRow) };
  }

  @Delete('books')
  @HttpCode(204)
  clear(): void {
    this.redTrack.clear();
  }

  @Get('fault')
  showFault(): Fault {
    return this.redTrack.faults.current;
  }

  @Put('fault')
  setFault(@Body() fault: SetFault): Fault {
    this.redTrack.faults.set(fault);
    return this.redTrack.faults.current;
  }

  @Put('duplicate-mode')
  setDuplicateMode(@Body() { mode, type }: SetDuplicateMode): SetDuplicateMode {
    this.redTrack.books.setDuplicateMode(mode, type);
    return { mode, type };
  }
}

function toRow({ atMs, host, queryText, result, fault }: LoggedRequest): LogRow {
  const query = Object.fromEntries(new URLSearchParams(queryText));
  return { time: new Date(atMs).toISOString(), host, query, result, fault };
}
