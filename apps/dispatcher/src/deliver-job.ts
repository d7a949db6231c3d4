import type { OpenJob, PostbackDeliverJob } from '@ins-relay/contracts';

/** A postback that has to be sent. */
export type DeliverJob = OpenJob<PostbackDeliverJob>;
