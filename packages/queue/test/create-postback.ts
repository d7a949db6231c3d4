import type { OpenJob, PostbackDeliverJob } from '@ins-relay/contracts';

export const POSTBACK_URL = 'https://track.acme.example/postback?clickid=65f1c0de65f1c0de65f1c0de';

export function createPostback(eventId = 'e1kb4g7z0q5s9xw3hn2vc'): OpenJob<PostbackDeliverJob> {
  return {
    schema: 1,
    eventId,
    generation: 0,
    ordinal: 1,
    connectionId: 'acme',
    rdtkEventId: 'CWOGBZLN-SALE-0123456789abcdef',
    destination: 'https://track.acme.example',
    text: POSTBACK_URL,
    receivedAtMs: 1,
  };
}
