import { AMOUNT_SOURCES, type AmountSource } from '@ins-relay/contracts';
import { checkClickIdSource } from '@ins-relay/mapping';
import { checkUnique } from './check-unique.js';
import { DeclaredClickBank } from './declared-clickbank.js';
import { createDefaultEvents, DeclaredEvents } from './declared-events.js';
import { createDefaultParameters, DeclaredParameter } from './declared-parameter.js';
import { DeclaredPixel } from './declared-pixel.js';
import { DeclaredRedTrack } from './declared-redtrack.js';
import { checkRules, DeclaredRule } from './declared-rule.js';
import { Flag, IntegerBetween, ListOf, ListOfTexts, OneOf, Section, Text, type TextCheck } from './fields.js';

const DAY_SECONDS = 86_400;

/** It is a part of URLs, of Redis keys and of the names of environment variables. */
const checkId: TextCheck = (id) =>
  /^[a-z0-9][a-z0-9-]{0,62}$/.test(id)
    ? undefined
    : {
        problem: 'is not an id',
        fix: 'write small letters, digits and dashes, 63 at most, beginning with a letter or a digit',
      };

const checkSource: TextCheck = (source) => {
  const checked = checkClickIdSource(source);
  return checked.ok
    ? undefined
    : { problem: checked.problem, fix: 'write one of the places where a click id can be' };
};

export class DeclaredClickId {
  @ListOfTexts(100, checkSource) from: string[] = [
    'trackingCodes',
    'extclid',
    'vendorVariables.clickid',
    'parent',
  ];
  @IntegerBetween(0, 7 * DAY_SECONDS) waitForParentSeconds = 900;
}

export class DeclaredAmount {
  @OneOf(AMOUNT_SOURCES) from: AmountSource = 'totalAccountAmount';
}

export class DeclaredBreaker {
  @IntegerBetween(1, 10_000) failures = 20;
  @IntegerBetween(1, 3_600) pauseSeconds = 15;
}

export class DeclaredDelivery {
  @IntegerBetween(500, 30_000) timeoutMs = 8_000;
  @IntegerBetween(1, 50) attempts = 12;
  @IntegerBetween(1, 500) concurrency = 10;
  @IntegerBetween(1, 10_000) ratePerSecond = 50;
  @Section(() => DeclaredBreaker) breaker = new DeclaredBreaker();
}

/** One connection as a person writes it, checked, every default but those that depend on what is stored filled in. */
export class DeclaredConnection {
  @Text(63, checkId) id!: string;
  /** The id when absent. */
  @Text(100, undefined, 'optional') name?: string;
  @Flag() enabled = true;
  @Section(() => DeclaredClickBank) clickbank!: DeclaredClickBank;
  @Section(() => DeclaredRedTrack) redtrack!: DeclaredRedTrack;
  @Section(() => DeclaredClickId) clickId = new DeclaredClickId();
  @Section(() => DeclaredAmount) amount = new DeclaredAmount();
  @Section(() => DeclaredEvents) events = createDefaultEvents();
  @ListOf(() => DeclaredParameter, (list) => checkUnique(list as DeclaredParameter[], 'name'))
  parameters = createDefaultParameters();
  @Section(() => DeclaredPixel) pixel = new DeclaredPixel();
  @Section(() => DeclaredDelivery) delivery = new DeclaredDelivery();
  @ListOf(() => DeclaredRule, checkRules) rules: DeclaredRule[] = [];
}

/** The whole file. */
export class DeclaredFile {
  @ListOf(
    () => DeclaredConnection,
    (list) => {
      const connections = list as DeclaredConnection[];
      if (connections.length > 0) return checkUnique(connections, 'id');
      return { problem: 'is empty', fix: 'write at least one connection' };
    },
  )
  connections!: DeclaredConnection[];
}
