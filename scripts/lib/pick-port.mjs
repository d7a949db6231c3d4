// @ts-check
import { createServer } from 'node:net';

/**
 * @param {number} wanted
 * @returns {Promise<number>} the wanted port of 127.0.0.1 if it is free, otherwise another one
 */
export async function pickPort(wanted) {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? wanted;
}

/**
 * @param {number} port
 * @returns {Promise<number | undefined>}
 */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
