import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  /** Names and values in turn, as they came; without the date. */
  readonly headers: readonly string[];
  readonly text: string;
}

export interface RawCall {
  readonly method?: string;
  /** Goes out as it is, whatever it is. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Several pieces go out in chunks. */
  readonly body?: string | readonly string[];
}

/** A call whose answer is told byte for byte; `fetch` would sort it. */
export async function callRaw(url: string, call: RawCall): Promise<RawAnswer> {
  const { method = 'POST', path, headers = {}, body = '' } = call;
  const { hostname, port } = new URL(url);
  const outgoing = request({ hostname, port, method, path, headers, agent: false });
  const answering = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  if (typeof body === 'string') outgoing.end(body);
  else {
    for (const piece of body) outgoing.write(piece);
    outgoing.end();
  }
  const [answer] = await answering;
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  const { rawHeaders } = answer;
  const dateAt = rawHeaders.indexOf('Date');
  return { status: answer.statusCode ?? 0, headers: rawHeaders.toSpliced(dateAt, 2), text };
}

export async function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Everything that comes until the other side closes. */
export async function readAll(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'close');
  return text;
}

/** @param path as it is to go out */
export function writePost(
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const all = { Host: 'x', 'Content-Length': String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
