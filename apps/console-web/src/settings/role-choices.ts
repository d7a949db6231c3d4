import type { Role } from '@ins-relay/console-contract';

export const ROLE_CHOICES: { value: Role; label: string }[] = [
  { value: 'viewer', label: 'viewer' },
  { value: 'operator', label: 'operator' },
  { value: 'admin', label: 'admin' },
];

/** What a role may do, in one sentence. */
export const ROLE_MEANINGS: Readonly<Record<Role, string>> = {
  viewer: 'Sees everything but customer data, and changes nothing.',
  operator: 'Also sets up connections, repairs events, and reveals customer data (which is recorded).',
  admin: 'Also decides who may sign in, and makes API tokens.',
};
