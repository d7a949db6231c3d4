// @ts-check
// The second of two bare BullMQ workers: one GET for each job.
import { createServer } from 'node:http';
import { Worker } from 'bullmq';
import { Pool } from 'undici';
import { connect } from './connect.mjs';
import { readSettings } from './settings.mjs';

const CONCURRENCY = 300;
const { port, redisUrl, sinkUrl } = readSettings();
const pool = new Pool(sinkUrl);

new Worker(
  'postback',
  async ({ data }) => {
    const { pathname, search } = new URL(data.url);
    const { statusCode, body } = await pool.request({ method: 'GET', path: pathname + search });
    await body.dump();
    if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  },
  { connection: connect(redisUrl), concurrency: CONCURRENCY },
);
createServer((_request, response) => response.end('ok')).listen(port, '127.0.0.1');
