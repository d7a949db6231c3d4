import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';

/** A tracking domain of its own, for tests of what one destination does to the others. */
export interface Destination {
  readonly url: string;
  /** When which receipt arrived for the first time; milliseconds of `performance.now()`. */
  readonly arrivals: ReadonlyMap<string, number>;
  stop(): void;
}

/** Answers every postback at once. @param port a free one when not given */
export async function startHealthyDestination(port = 0): Promise<Destination> {
  const arrivals = new Map<string, number>();
  const server = createHttpServer((request, response) => {
    const receipt = new URL(request.url ?? '', 'http://localhost').searchParams.get('eventid') ?? '';
    if (!arrivals.has(receipt)) arrivals.set(receipt, performance.now());
    response.end('OK');
  });
  const url = await listen(server, port);
  return {
    url,
    arrivals,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Takes every connection and says nothing. */
export async function startHangingDestination(): Promise<Destination> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    // Whoever gives up waiting resets it.
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  const url = await listen(server, 0);
  return {
    url,
    arrivals: new Map(),
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
