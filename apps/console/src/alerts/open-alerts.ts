import type { RedisClient } from '@ins-relay/platform';
import type { ConsoleConfig } from '../console-config.js';
import type { ConsoleContext } from '../console-context.js';
import { AlertStore } from './alert-store.js';
import { AlertWatcher } from './alert-watcher.js';
import { findAlerts } from './find-alerts.js';
import { postMessage } from './post-message.js';

/**
 * @param redis one that fails fast: that Redis is away is something to tell
 * @returns undefined where nobody is to be told
 */
export function openAlerts(
  config: ConsoleConfig,
  redis: RedisClient,
  context: ConsoleContext,
): AlertWatcher | undefined {
  const { alertCheckSeconds, alertRepeatMinutes, alertWebhookUrl, consolePublicUrl, keyPrefix } = config;
  if (alertWebhookUrl === '') return undefined;
  return new AlertWatcher({
    everyMs: alertCheckSeconds * 1_000,
    repeatMs: alertRepeatMinutes * 60_000,
    consoleUrl: consolePublicUrl.replace(/\/+$/, ''),
    store: new AlertStore(redis, keyPrefix),
    find: (nowMs) => findAlerts(context, nowMs),
    post: (text) => postMessage(alertWebhookUrl, text),
    readNowMs: Date.now,
    onError: (error) => context.logger.error({ err: error }, 'alerts'),
  });
}
