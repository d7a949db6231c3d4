import type { Cluster, Redis } from 'ioredis';
import type { RedisClient } from './redis-client.js';

type Socket = Redis['stream'];

/**
 * Lets the commands of one turn of the event loop leave in one write. Under load a turn handles many events, and a
 * write of each command would cost more than the command itself; a single command leaves as soon as before.
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
      // Runs once everything that has arrived by now has had its say, and before anything is waited for.
      setImmediate(uncork);
    }
    return write(...given);
  };
}
