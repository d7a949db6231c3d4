import type { Cluster, Redis } from 'ioredis';
import type { RedisClient } from './redis-client.js';

export interface ChannelListeners {
  readonly onMessage: (message: string) => void;
  /** The link is back after an outage: messages may have been missed. */
  readonly onResumed?: () => void;
}

/**
 * Listens to a channel, on a link of its own that comes back by itself for ever, whatever the mode of the client.
 * @returns a function that ends it
 */
export async function followChannel(
  client: RedisClient,
  channel: string,
  { onMessage, onResumed = () => undefined }: ChannelListeners,
): Promise<() => void> {
  const subscriber = duplicateForSubscribing(client);
  // The given client reports the state of the link; without a listener ioredis would print every try.
  subscriber.on('error', () => undefined);
  subscriber.on('message', (_channel: string, message: string) => onMessage(message));
  await subscriber.subscribe(channel);
  subscriber.on('ready', () => {
    // Called back after it, for a change in between would be missed. If it fails the link is gone again, and so will
    // be ready again.
    subscriber.subscribe(channel).then(onResumed, () => undefined);
  });
  return () => subscriber.disconnect();
}

function duplicateForSubscribing(client: RedisClient): RedisClient {
  // Whoever has a client that gives up soon has to answer somebody; nobody waits for this one.
  const patient = { maxRetriesPerRequest: null, commandTimeout: undefined };
  if (client.isCluster) {
    return (client as Cluster).duplicate([], { enableOfflineQueue: true, redisOptions: patient });
  }
  return (client as Redis).duplicate({ ...patient, enableOfflineQueue: true, autoResubscribe: false });
}
