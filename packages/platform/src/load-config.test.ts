import { IsBoolean, IsInt, Max } from 'class-validator';
import { CommonConfig } from './common-config.js';
import { ConfigError, loadConfig, summarizeConfig } from './load-config.js';

class TestConfig extends CommonConfig {
  @IsInt() @Max(65_535) ingestPort = 3000;
  @IsBoolean() allowPrivateDestinations = false;
}

test('variables are converted to the field’s type, and defaults stay', () => {
  const config = loadConfig(TestConfig, {
    MASTER_KEYS: 'k1:x',
    INGEST_PORT: '8080',
    ALLOW_PRIVATE_DESTINATIONS: 'yes',
  });
  expect(config).toMatchObject({ ingestPort: 8080, allowPrivateDestinations: true, keyPrefix: '{ins}' });
});

test('all that is wrong is listed at once, by the variable’s name', () => {
  const load = () =>
    loadConfig(TestConfig, {
      INGEST_PORT: 'http',
      REDIS_URL: 'localhost',
      ALLOW_PRIVATE_DESTINATIONS: 'maybe',
    });
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(/INGEST_PORT must be a number/);
  expect(load).toThrow(/ALLOW_PRIVATE_DESTINATIONS must be true or false/);
  expect(load).toThrow(/REDIS_URL must be redis:/);
  expect(load).toThrow(/MASTER_KEYS is not set; make one with/);
});

test('a summary never tells a secret', () => {
  const summary = summarizeConfig(
    loadConfig(TestConfig, { MASTER_KEYS: 'k1:topsecret', REDIS_URL: 'redis://:pw@h' }),
  );
  expect(JSON.stringify(summary)).not.toMatch(/topsecret|pw@/);
  expect(summary).toMatchObject({ masterKeys: 'set', ingestPort: 3000 });
});
