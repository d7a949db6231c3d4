import type { Dispatcher } from 'undici';

type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Start of the body, as text. */
  readonly body: string;
}

/** Nothing was answered in time. */
export class DeadlineError extends Error {}

/** Enough to recognise an answer by; the rest is not read. */
const BODY_BYTES_KEPT = 500;
const HEADERS = { 'user-agent': 'ins-relay', accept: '*/*' };

/**
 * One GET. Undici’s `dispatch` rather than its `request`: streams and abort signals cost more than all else here.
 * @param timeoutMs for all of it: a server that trickles its answer must not hold a slot for long
 * @throws DeadlineError, or what undici says, where there was no status; a body that breaks off or never ends does
 *   not change a status that was received
 */
export function exchange(dispatcher: Dispatcher, path: string, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status: number | undefined;
    let headers: AnswerHeaders = {};
    const body: Buffer[] = [];
    let bodyBytes = 0;
    let isOver = false;
    const end = (error?: Error) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(deadline);
      if (status === undefined) return reject(error ?? new DeadlineError());
      const start = bodyBytes === 0 ? '' : Buffer.concat(body).subarray(0, BODY_BYTES_KEPT).toString('utf8');
      resolve({ status, headers, body: start });
    };
    const stop = () => {
      end();
      controller?.abort(new DeadlineError());
    };
    const deadline = setTimeout(stop, timeoutMs);
    dispatcher.dispatch(
      { path, method: 'GET', headers: HEADERS },
      {
        onRequestStart(started) {
          controller = started;
          // It came to a connection too late.
          if (isOver) started.abort(new DeadlineError());
        },
        onResponseStart(_controller, statusCode, received) {
          // 103 Early Hints and their like announce an answer, and are none.
          if (statusCode < 200) return;
          status = statusCode;
          headers = received;
        },
        onResponseData(_controller, chunk) {
          if (isOver) return;
          body.push(chunk);
          bodyBytes += chunk.length;
          if (bodyBytes >= BODY_BYTES_KEPT) stop();
        },
        onResponseEnd: () => end(),
        onResponseError: (_controller, error) => end(error),
      },
    );
  });
}
