import type { ConnectionRole } from '@ins-relay/contracts';
import { isOldForm, readHoplink, writeHoplink, type Hoplink, type QueryPair } from './read-hoplink.js';

export interface HoplinkOptions {
  /** What `tid` has to be: the tracker's macro, or a fixed value. */
  readonly clickId: string;
  /** Of the connection whose INS has to report the sales. */
  readonly account?: string;
  readonly role?: ConnectionRole;
  /** Put the click id into `extclid` too, which INS 8.0 gives back to affiliates unchanged. */
  readonly withExtclid: boolean;
}

export type BuiltHoplink =
  | {
      readonly ok: true;
      readonly url: string;
      /** What is not as it was. */
      readonly changes: readonly string[];
      /** What may not be meant, or will not work. */
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly problem: string; readonly fix: string };

/** ClickBank drops a `tid` that has anything else. */
const TID = /^[A-Za-z0-9_]{1,100}$/;
const OLD_TID_CHARACTERS = 24;
const MACRO = /[{}[\]]/;

/**
 * Makes a hoplink carry the click id in `tid`. Everything else of it stays, in its order and as it is escaped;
 * doing it twice changes nothing.
 */
export function buildHoplink(text: string, options: HoplinkOptions): BuiltHoplink {
  const given = readHoplink(text);
  if (given === undefined) {
    return {
      ok: false,
      problem: 'is not a hoplink of ClickBank',
      fix: 'write one such as https://hop.clickbank.net/?affiliate=NICKNAME&vendor=NICKNAME',
    };
  }
  const changes: string[] = [];
  const set = (pairs: readonly QueryPair[], name: string) => setPair(pairs, name, options.clickId, changes);
  const withTid = set(given.pairs, 'tid');
  const pairs = options.withExtclid ? set(withTid, 'extclid') : withTid;
  const scheme = chooseScheme(given, changes);
  return {
    ok: true,
    url: writeHoplink({ ...given, scheme, pairs }),
    changes,
    warnings: [...checkParties(given, options), ...checkClickId(options.clickId), ...checkForm(given)],
  };
}

function setPair(
  pairs: readonly QueryPair[],
  name: string,
  value: string,
  changes: string[],
): readonly QueryPair[] {
  const isNamed = (pair: QueryPair) => pair.name.toLowerCase() === name;
  const first = pairs.find(isNamed);
  if (first === undefined) {
    changes.push(`added ${name}=${value}`);
    return [...pairs, { name, value }];
  }
  if (first.value !== value) changes.push(`replaced ${name}=${first.value ?? ''} by ${name}=${value}`);
  const repeated = pairs.filter((pair) => isNamed(pair) && pair !== first);
  if (repeated.length > 0) changes.push(`removed another ${name}`);
  return pairs
    .filter((pair) => !repeated.includes(pair))
    .map((pair) => (pair === first ? { name, value } : pair));
}

/** Whether the host of the old form has a certificate is not known, so it is left as it is. */
function chooseScheme(given: Hoplink, changes: string[]): string {
  if (given.scheme === 'https' || (given.scheme !== '' && isOldForm(given))) return given.scheme;
  if (isOldForm(given)) return 'http';
  changes.push(given.scheme === '' ? 'added https://' : 'replaced http:// by https://');
  return 'https';
}

function checkParties({ affiliate, vendor }: Hoplink, { account, role }: HoplinkOptions): string[] {
  if (account === undefined || role === undefined) return [];
  const party = role === 'AFFILIATE' ? affiliate : vendor;
  const what = role.toLowerCase();
  if (party === undefined) {
    return [`the link does not tell its ${what}; make sure that it is of the account ${account}`];
  }
  if (party.toLowerCase() === account.toLowerCase()) return [];
  return [`its ${what} is ${party}, not ${account}: its sales are not reported to this connection`];
}

function checkClickId(clickId: string): string[] {
  if (MACRO.test(clickId)) return [];
  if (!TID.test(clickId)) {
    const why =
      clickId.length > 100 ? 'it is longer than 100 characters' : 'it has more than letters, digits and _';
    return [`ClickBank drops the tid ${clickId}: ${why}; --extclid takes any, where INS 8.0 is on`];
  }
  if (clickId.length <= OLD_TID_CHARACTERS) return [];
  return [`INS before 6.0 drops the tid ${clickId}: it is longer than ${OLD_TID_CHARACTERS} characters`];
}

function checkForm(given: Hoplink): string[] {
  if (!isOldForm(given)) return [];
  const { affiliate, vendor } = given;
  return [
    `this is the old form of hoplinks; https://hop.clickbank.net/?affiliate=${affiliate}&vendor=${vendor} is the same link`,
  ];
}
