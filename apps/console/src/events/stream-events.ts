import type { FastifyReply } from 'fastify';
import type { EventQuery, LedgerReader } from '@ins-relay/ledger';
import type { EventTail } from './event-tail.js';
import { toEventLine } from './to-event-line.js';

const HEARTBEAT_MS = 15_000;
/** Browsers come again by themselves, and are let in again only if they still may. */
const STREAM_MS_MAX = 10 * 60_000;
/** Whoever reads so much more slowly than we write is gone. */
const UNREAD_BYTES_MAX = 1_000_000;

/** Sends every event that matches, whenever it changes, as server-sent events, until the browser leaves. */
export function streamEvents(
  reply: FastifyReply,
  tail: EventTail,
  reader: LedgerReader,
  query: EventQuery,
): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined)),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Proxies that buffer would make a live view a dead one.
    'x-accel-buffering': 'no',
  } as Record<string, string>);
  raw.write('retry: 2000\n\n');
  const unlisten = tail.listen((events) => {
    if (raw.writableLength > UNREAD_BYTES_MAX) {
      raw.destroy();
      return;
    }
    const lines = events.filter((event) => reader.matches(event, query)).map(toEventLine);
    for (const line of lines) raw.write(`event: event\ndata: ${JSON.stringify(line)}\n\n`);
  });
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
  const ending = setTimeout(() => raw.end(), STREAM_MS_MAX);
  raw.on('close', () => {
    unlisten();
    clearInterval(heartbeat);
    clearTimeout(ending);
  });
}
