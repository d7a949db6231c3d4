import type { RelayEvent } from '@ins-relay/contracts';
import type { DecodingContext } from './assemble-event.js';
import { decodeJsonNotification } from './decode-json-notification.js';
import { decodeLegacyNotification } from './legacy/decode-legacy-notification.js';
import { decodePixelHit } from './pixel/decode-pixel-hit.js';
import type { Payload } from './parse-payload.js';

/**
 * Turns a notification of any INS version, or a pixel hit, into the canonical event. It never throws and refuses nothing:
 * what is missing is absent, what can't be read is named in `unreadable`, what is unknown is in `extra`.
 * @param payload the decrypted JSON (6.0–8.0), the fields of the form (1.0–4.0), or a pixel hit; `verification`
 *   tells which
 */
export function decodeNotification(payload: Payload, context: DecodingContext): RelayEvent {
  switch (context.verification) {
    case 'encrypted':
      return decodeJsonNotification(payload, context);
    case 'cverify':
      return decodeLegacyNotification(payload, context);
    case 'key':
    case 'none':
      return decodePixelHit(payload, context);
  }
}
