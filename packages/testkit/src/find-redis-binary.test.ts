import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisBinary } from './find-redis-binary.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-redis-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function putProgram(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

test('redis-server is preferred to valkey-server, and either will do', () => {
  const valkey = putProgram('valkey-server');
  expect(findRedisBinary({ PATH: `/nowhere:${folder}` })).toBe(valkey);
  const redis = putProgram('redis-server');
  expect(findRedisBinary({ PATH: `/nowhere:${folder}` })).toBe(redis);
});

test('the declared binary wins, and one that cannot be run is not silently replaced', () => {
  const own = putProgram('my-redis');
  putProgram('redis-server');
  expect(findRedisBinary({ PATH: folder, REDIS_SERVER_BIN: own })).toBe(own);
  expect(() => findRedisBinary({ PATH: folder, REDIS_SERVER_BIN: '/nowhere/redis' })).toThrow(
    /not an executable/,
  );
});

test('where there is none, the error says what to install', () => {
  expect(() => findRedisBinary({ PATH: folder })).toThrow(/apt-get install redis-server/);
});
