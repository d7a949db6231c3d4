// @ts-check
// The least that an INS endpoint can do: decrypt, parse, one BullMQ job, 200.
import { createDecipheriv } from 'node:crypto';
import { createServer } from 'node:http';
import { deriveAesKey } from '@ins-relay/clickbank';
import { Queue } from 'bullmq';
import { SECRET_KEY } from '../load/notifications.mjs';
import { connect } from './connect.mjs';
import { readSettings } from './settings.mjs';

const { port, redisUrl } = readSettings();
const aesKey = deriveAesKey(SECRET_KEY);
const queue = new Queue('notification', { connection: connect(redisUrl) });

createServer((request, response) => {
  if (request.method === 'GET') return response.end('ok');
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const { notification, iv } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const decipher = createDecipheriv('aes-256-cbc', aesKey, Buffer.from(iv, 'base64'));
    const plaintext = decipher.update(notification, 'base64', 'utf8') + decipher.final('utf8');
    await queue.add('notification', JSON.parse(plaintext), { removeOnComplete: true });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 15 });
    response.end('{"status":"ok"}');
  });
  return undefined;
}).listen(port, '127.0.0.1');
