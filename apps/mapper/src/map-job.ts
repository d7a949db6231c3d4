import type { NotificationMapJob, OpenJob } from '@ins-relay/contracts';

/** A notification that has to be mapped. */
export type MapJob = OpenJob<NotificationMapJob>;
