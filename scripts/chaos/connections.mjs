// @ts-check
export const SECRET_KEY = 'CHAOSSECRETKEY12';
export const INGEST_KEY = 'chaosIngestKey0123456789';

/**
 * Three accounts whose conversions go to one RedTrack.
 * @param {string} trackingDomain
 */
export function declareConnections(trackingDomain) {
  const ids = ['chaos-vendor', 'chaos-affiliate', 'chaos-second'];
  return `connections:${ids.map((id) => declare(id, trackingDomain)).join('')}`;
}

/**
 * @param {string} id
 * @param {string} trackingDomain
 */
function declare(id, trackingDomain) {
  return `
  - id: ${id}
    clickbank:
      account: acme
      role: ${id === 'chaos-affiliate' ? 'AFFILIATE' : 'VENDOR'}
      secretKey: ${SECRET_KEY}
      ingestKey: ${INGEST_KEY}
    redtrack: { trackingDomain: '${trackingDomain}' }
    clickId: { from: [trackingCodes, parent], waitForParentSeconds: 600 }
    delivery:
      timeoutMs: 1000
      attempts: 50
      concurrency: 50
      ratePerSecond: 10000
      breaker: { failures: 20, pauseSeconds: 1 }
`;
}
