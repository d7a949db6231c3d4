import type { PixelSettings } from '@ins-relay/contracts';
import type { DeclaredPixel } from './declared/declared-pixel.js';
import { NONE } from './declared/none.js';

/** The settings that declared ones stand for. */
export function resolvePixel({ events, hosts, windowSeconds }: DeclaredPixel): PixelSettings {
  const resolved = Object.entries(events).map(([type, kind]) => [type, kind === NONE ? null : kind] as const);
  return { hosts: [...hosts], windowSeconds, events: Object.fromEntries(resolved) };
}
