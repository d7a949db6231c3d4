import { SECURITY_HEADERS } from './http/security-headers.js';
import type { IngestResult } from './ingest-result.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** One answer for every call that was not accepted, whatever the cause. */
export const ANSWERS: Readonly<Record<IngestResult['result'], Answer>> = {
  accepted: writeAnswer(200, 'accepted'),
  rejected: writeAnswer(400, 'not accepted'),
  limited: writeAnswer(429, 'try again later'),
  unavailable: writeAnswer(503, 'try again later'),
};

function writeAnswer(status: number, said: string): Answer {
  const text = JSON.stringify({ status: said });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...SECURITY_HEADERS,
    'content-length': String(Buffer.byteLength(text)),
  };
  return { status, headers, text };
}
