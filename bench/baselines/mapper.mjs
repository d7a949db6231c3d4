// @ts-check
// The first of two bare BullMQ workers: a sale in, the URL of a postback out. No ledger, no dedupe, no rules.
import { createServer } from 'node:http';
import { Queue, Worker } from 'bullmq';
import { connect } from './connect.mjs';
import { readSettings } from './settings.mjs';

const CONCURRENCY = 50;
const { port, redisUrl, sinkUrl } = readSettings();
const queue = new Queue('postback', { connection: connect(redisUrl) });

new Worker(
  'notification',
  async ({ data }) => {
    const query = new URLSearchParams({
      clickid: data.trackingCodes[0],
      sum: String(data.totalAccountAmount),
      type: 'Purchase',
      currency: data.currency,
      rdtk_event_id: data.receipt,
    });
    await queue.add('postback', { url: `${sinkUrl}/postback?${query}` }, { removeOnComplete: true });
  },
  { connection: connect(redisUrl), concurrency: CONCURRENCY },
);
createServer((_request, response) => response.end('ok')).listen(port, '127.0.0.1');
