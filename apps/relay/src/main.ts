#!/usr/bin/env node
import 'reflect-metadata';
import { ConfigError } from '@ins-relay/platform';
import { createProgram } from './create-program.js';
import { runWithRelay, UsageError } from './relay-context.js';

try {
  const program = createProgram((command) => runWithRelay(process.env, command), process.env);
  await program.parseAsync();
} catch (error) {
  if (error instanceof UsageError || error instanceof ConfigError) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}
