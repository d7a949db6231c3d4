import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  isObject,
  IsOptional,
  IsString,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  validateSync,
  type ValidationError,
} from 'class-validator';
import { AMOUNT_SOURCES, CONNECTION_ROLES, type Connection } from '@ins-relay/contracts';
import { DeclaredDelivery } from './declared/declared-connection.js';
import { DeclaredPixel } from './declared/declared-pixel.js';
import { resolvePixel } from './resolve-pixel.js';

/*
 * The shape that everything else relies on; what a person may write is checked far more closely, once, when it is
 * declared. So a stored connection does not become unreadable because a release is stricter, and fields that a
 * newer release wrote are kept.
 */

const IsStringOrNull = () => (target: object, field: string) => {
  ValidateIf((_owner, value) => value !== null)(target, field);
  IsString()(target, field);
};

class StoredRetiredKey {
  @IsString() key!: string;
  @ValidateIf((_owner, value) => value !== null) @IsInt() acceptedUntilMs!: number | null;
}

class StoredClickBank {
  @IsString() account!: string;
  @IsIn(CONNECTION_ROLES) role!: string;
  @IsString() secretKey!: string;
  @IsArray() @ValidateNested() @Type(() => StoredRetiredKey) previousSecretKeys!: StoredRetiredKey[];
  @IsString() ingestKey!: string;
  @IsArray() @ValidateNested() @Type(() => StoredRetiredKey) previousIngestKeys!: StoredRetiredKey[];
  @IsBoolean() legacyVersions!: boolean;
}

class StoredRedTrack {
  @IsString() trackingDomain!: string;
  @IsStringOrNull() postbackToken!: string | null;
  @IsStringOrNull() currency!: string | null;
}

class StoredClickId {
  @IsString({ each: true }) from!: string[];
  @IsInt() waitForParentSeconds!: number;
}

class StoredAmount {
  @IsIn(AMOUNT_SOURCES) from!: string;
}

class StoredParameter {
  @IsString() name!: string;
  @IsStringOrNull() role!: string | null;
  @IsString() value!: string;
}

class StoredDelivery {
  @IsInt() timeoutMs!: number;
  @IsInt() attempts!: number;
  @IsInt() concurrency!: number;
  @IsInt() ratePerSecond!: number;
}

class StoredEventMatch {
  @IsString() type!: string;
}

const IsEventMatching = () =>
  ValidateBy({
    name: 'isEventMatching',
    validator: {
      validate: (events) => isObject(events) && Object.values(events).every(isEventMatch),
      defaultMessage: () => '$property must hold conversion types',
    },
  });

const isEventMatch = (match: unknown) =>
  match === null || (isObject<{ type?: unknown }>(match) && typeof match.type === 'string');

class StoredRule {
  @IsString() name!: string;
  @IsString() when!: string;
  @IsOptional() @IsArray() @ValidateNested() @Type(() => StoredEventMatch) send?: StoredEventMatch[];
}

class StoredConnection {
  @IsString() id!: string;
  @IsString() name!: string;
  @IsBoolean() enabled!: boolean;
  @IsObject() @ValidateNested() @Type(() => StoredClickBank) clickbank!: StoredClickBank;
  @IsObject() @ValidateNested() @Type(() => StoredRedTrack) redtrack!: StoredRedTrack;
  @IsObject() @ValidateNested() @Type(() => StoredClickId) clickId!: StoredClickId;
  @IsObject() @ValidateNested() @Type(() => StoredAmount) amount!: StoredAmount;
  @IsEventMatching() events!: object;
  @IsArray() @ValidateNested() @Type(() => StoredParameter) parameters!: StoredParameter[];
  @IsObject() pixel!: object;
  @IsObject() @ValidateNested() @Type(() => StoredDelivery) delivery!: StoredDelivery;
  @IsArray() @ValidateNested() @Type(() => StoredRule) rules!: StoredRule[];
}

/**
 * A connection out of its JSON, secrets as they are in it.
 * @throws Error that names the fields that are wrong, never their values
 */
export function parseStoredConnection(text: string): Connection {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    throw new Error('not JSON');
  }
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain))
    throw new Error('not a connection');
  const completed = addLaterSettings(plain);
  const problems = listProblems(validateSync(plainToInstance(StoredConnection, completed)));
  if (problems.length > 0) throw new Error(`not a connection: ${problems.join('; ')}`);
  return completed as Connection;
}

/** Settings that a connection lacks which an earlier release stored have their defaults. */
function addLaterSettings(stored: { pixel?: object; delivery?: object }): object {
  const { breaker } = new DeclaredDelivery();
  return {
    ...stored,
    pixel: { ...resolvePixel(new DeclaredPixel()), ...stored.pixel },
    delivery: { breaker: { ...breaker }, ...stored.delivery },
  };
}

function listProblems(errors: readonly ValidationError[], parent = ''): string[] {
  return errors.flatMap((error) => {
    const path = `${parent}${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => `${parent}${message}`);
    return [...own, ...listProblems(error.children ?? [], `${path}.`)];
  });
}
