// @ts-check
import { connect, createServer } from 'node:net';

/**
 * A server that is some way off, such as a Redis in another data centre: what is sent to this port reaches the
 * other one later, and so do its answers.
 * @param {{ port: number, roundTripMs: number }} options the port of 127.0.0.1 that is to be far away
 * @returns {Promise<{ port: number, stop: () => void }>}
 */
export async function startDelayProxy({ port, roundTripMs }) {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    passOn(near, far);
    passOn(far, near);
  });
  /** @param {import('node:net').Socket} from @param {import('node:net').Socket} to */
  const passOn = (from, to) => {
    sockets.add(from);
    // Timers of one length end in the order in which they were set, so bytes stay in theirs.
    from.on('data', (bytes) => setTimeout(() => to.write(bytes), roundTripMs / 2));
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      setTimeout(() => to.destroy(), roundTripMs / 2);
    });
  };
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return {
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
