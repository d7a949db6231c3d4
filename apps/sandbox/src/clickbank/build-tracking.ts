import type { InsVersion } from './format-transaction-time.js';
import type { JsonObject } from './merge-json.js';

const CLICK_BEFORE_SALE_MS = 600_000;

/** What version 8 adds about the click; nothing before it. The `clickId` in it is ClickBank's own. */
export function buildTracking(version: InsVersion, role: 'VENDOR' | 'AFFILIATE', timeMs: number): JsonObject {
  if (version < 8) return {};
  const commonTrackingParameters = {
    deviceType: 'Desktop',
    country: 'US',
    trackingType: 'direct',
    os: 'Windows NT',
    city: 'Phoenix',
    useragent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    clickTimestamp: new Date(timeMs - CLICK_BEFORE_SALE_MS).toISOString(),
    clickId: '00000000-0000-0000-0000-000000000000',
    browser: 'Chrome',
  };
  const affiliateTrackingParameters = {
    offer: 'TEST_OFFER_01',
    trafficType: 'Desktop',
    trafficSource: 'Sandbox',
    campaign: 'Campaign-1',
    adgroup: 'Group-1',
    ad: 'Ad-1',
    creative: 'Creative-1',
  };
  return role === 'AFFILIATE'
    ? { commonTrackingParameters, affiliateTrackingParameters }
    : { commonTrackingParameters };
}
