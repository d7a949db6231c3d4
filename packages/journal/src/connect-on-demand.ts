/**
 * Connects a client when it is first needed, once for all who wait for it. What failed is tried again by the next
 * call: kafkajs itself gives up at once on a password that the brokers do not take.
 */
export function connectOnDemand(client: { connect(): Promise<void> }): () => Promise<void> {
  let connected: Promise<void> | undefined;
  return () => {
    connected ??= client.connect().catch((error: unknown) => {
      connected = undefined;
      throw error;
    });
    return connected;
  };
}
