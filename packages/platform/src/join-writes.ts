import type { Cluster, Redis } from 'ioredis';
import type { RedisClient } from './redis-client.js';

type Socket = Redis['stream'];

/**
 * Lets the commands that follow from one reply, or from whatever else arrived, leave in one write: under load they are
 * many, and a write of each would cost more than the command itself. It waits for nothing that has not arrived: to wait
 * for the end of the event loop's turn makes an event a sixth slower where there is no load.
 */
export function joinWrites(client: RedisClient): void {
  if (client.isCluster) {
    (client as Cluster).on('+node', (node: Redis) => joinWritesOfLink(node));
    return;
  }
  joinWritesOfLink(client as Redis);
}

/** Every connection of a link has a socket of its own. */
function joinWritesOfLink(link: Redis): void {
  link.on('connect', () => corkWrites(link.stream));
}

function corkWrites(socket: Socket): void {
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  let isCorked = false;
  const uncork = () => {
    isCorked = false;
    socket.uncork();
  };
  socket.write = (...given: unknown[]): boolean => {
    if (!isCorked) {
      isCorked = true;
      socket.cork();
      // Runs once all promises that are settled by now have had their say.
      process.nextTick(uncork);
    }
    return write(...given);
  };
}
