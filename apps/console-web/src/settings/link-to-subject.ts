import type { AuditEntry } from '@ins-relay/console-contract';

/** Where what an entry is about can be looked at; undefined where there is no such page. */
export function linkToSubject({ action, subject }: AuditEntry): string | undefined {
  const room = action.split('.')[0];
  if (room === 'event') return `/events/${encodeURIComponent(subject)}`;
  if (room === 'connection') return `/connections/${encodeURIComponent(subject)}`;
  if (room === 'rules') return `/connections/${encodeURIComponent(subject)}/rules`;
  if (room === 'destination') return '/system?tab=destinations';
  return undefined;
}
