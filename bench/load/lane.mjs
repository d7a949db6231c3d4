// @ts-check
import { connect } from 'node:net';

const HEADERS_END = Buffer.from('\r\n\r\n');

/** One kept-alive HTTP connection, as cheap as it gets: the load generator must not be what is measured. */
export class Lane {
  /** @type {Buffer} */
  #rest = Buffer.alloc(0);
  /** @type {{ resolve: (status: number) => void, reject: (error: Error) => void } | undefined} */
  #waiting;

  /** @param {number} port */
  static async open(port) {
    const lane = new Lane(port);
    await new Promise((resolve, reject) => {
      lane.socket.once('connect', () => resolve(undefined));
      lane.socket.once('error', reject);
    });
    return lane;
  }

  /** @param {number} port */
  constructor(port) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk) => this.#take(chunk));
    const fail = (/** @type {Error} */ error) => this.#waiting?.reject(error);
    this.socket.on('error', fail);
    this.socket.on('close', () => fail(new Error('the server closed the connection')));
  }

  /**
   * @param {string | Buffer} request whole, with its headers
   * @returns {Promise<number>} the status of the answer
   */
  send(request) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close() {
    this.socket.destroy();
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const headersEnd = bytes.indexOf(HEADERS_END);
    const head = headersEnd === -1 ? '' : bytes.toString('latin1', 0, headersEnd);
    const [, length = '-1'] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    if (length === '-1' || bytes.length < headersEnd + HEADERS_END.length + Number(length)) {
      this.#rest = bytes;
      return;
    }
    this.#rest = Buffer.alloc(0);
    this.#waiting?.resolve(Number(head.slice(9, 12)));
  }
}

/**
 * @param {string} path
 * @param {string} body
 */
export function writeRequest(path, body) {
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json`;
  return `${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
