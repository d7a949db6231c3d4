import { Books } from './books.js';
import { FaultPlan, type Fault } from './fault.js';
import { readPostback } from './read-postback.js';
import { RequestLog, type LoggedRequest } from './request-log.js';
import { summarizeBooks, type BooksSummary } from './summarize-books.js';

export interface PostbackCall {
  readonly host: string;
  readonly queryText: string;
  /** The same, parsed. */
  readonly query: Readonly<Record<string, unknown>>;
}

/** How the caller is to be answered. */
export type PostbackAnswer =
  | { readonly answer: 'accepted'; readonly delayMs: number }
  | { readonly answer: 'refused'; readonly why: string }
  | { readonly answer: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly answer: 'reset' }
  | { readonly answer: 'never' };

/** Takes postbacks as RedTrack does: duplicates are dropped in silence, and 200 says little. */
export class StandInRedTrack {
  readonly books = new Books();
  readonly faults: FaultPlan;
  private readonly log: RequestLog;
  private results = createCounts();

  /** @param random returns 0 ≤ n < 1; for faults that hit only some requests */
  constructor(
    logEntriesMax: number,
    random: () => number,
    private readonly now: () => number,
  ) {
    this.faults = new FaultPlan(random);
    this.log = new RequestLog(logEntriesMax);
  }

  receive(call: PostbackCall): PostbackAnswer {
    const read = readPostback(call.query);
    if (read.result === 'refused') {
      this.record(call, 'refused');
      return { answer: 'refused', why: read.why };
    }
    const fault = this.faults.take(read.postback.clickid);
    const isBooked = fault?.mode !== 'status' && fault?.mode !== 'reset';
    this.record(call, isBooked ? this.books.book(read.postback, this.now()) : 'not-booked', fault);
    return toAnswer(fault);
  }

  summarize(): BooksSummary {
    return summarizeBooks(this.books.list(), this.results);
  }

  listNewest(limit: number, matches: (entry: LoggedRequest) => boolean): LoggedRequest[] {
    return this.log.listNewest(limit, matches);
  }

  /** Forgets conversions, log and counts; faults and duplicate modes stay. */
  clear(): void {
    this.books.clear();
    this.log.clear();
    this.results = createCounts();
  }

  private record({ host, queryText }: PostbackCall, result: LoggedRequest['result'], fault?: Fault): void {
    this.results[result] += 1;
    this.log.add({ atMs: this.now(), host, queryText, result, fault: fault?.mode });
  }
}

function createCounts(): Record<LoggedRequest['result'], number> {
  return { create: 0, 'create-repeated': 0, edit: 0, increment: 0, drop: 0, refused: 0, 'not-booked': 0 };
}

function toAnswer(fault: Fault | undefined): PostbackAnswer {
  switch (fault?.mode) {
    case undefined:
    case 'none':
      return { answer: 'accepted', delayMs: 0 };
    case 'stall':
      return { answer: 'accepted', delayMs: fault.stallMs };
    case 'status':
      return { answer: 'status', status: fault.status, retryAfterSeconds: fault.retryAfterSeconds };
    case 'reset':
      return { answer: 'reset' };
    case 'accept-then-hang':
      return { answer: 'never' };
  }
}
