import { Transform } from 'class-transformer';
import { parseTrackingDomain } from '@ins-relay/redtrack';
import { Text, type TextCheck } from './fields.js';

const checkTrackingDomain: TextCheck = (text) => {
  const parsed = parseTrackingDomain(text);
  return parsed.ok
    ? undefined
    : {
        problem: parsed.problem,
        fix: 'write your RedTrack tracking domain, such as https://track.example.com',
      };
};

export const checkCurrency: TextCheck = (code) =>
  /^[A-Z]{3}$/.test(code)
    ? undefined
    : {
        problem: 'is not a currency code',
        fix: 'write three capitals, such as USD, or null to leave it out',
      };

const checkToken: TextCheck = (token) =>
  /\s/.test(token) ? { problem: 'contains white space', fix: 'copy the token alone' } : undefined;

export class DeclaredRedTrack {
  @Transform(({ value }) => normalizeDomain(value)) @Text(300, checkTrackingDomain) trackingDomain!: string;
  /** `ptoken`, where postback protection is on. */
  @Text(300, checkToken, 'nullable') postbackToken: string | null = null;
  @Text(100, checkCurrency, 'nullable') currency: string | null = 'USD';
}

function normalizeDomain(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const parsed = parseTrackingDomain(value);
  return parsed.ok ? parsed.origin : value;
}
