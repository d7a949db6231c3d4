import type { Role, Session } from '@ins-relay/console-contract';
import { useAnswer } from './use-answer.js';

export const SESSION_PATH = '/api/session';

/** Who is signed in. */
export function useSession(): Session | undefined {
  return useAnswer<Session>(SESSION_PATH).data;
}

const RANKS: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, admin: 2 };

/** @returns undefined if the role may; otherwise why not, for the tooltip of the disabled button */
export function useRoleHint(needed: Role): string | undefined {
  const session = useSession();
  if (session === undefined || RANKS[session.role] >= RANKS[needed]) return undefined;
  return `Your role is ${session.role}; this needs ${needed}.`;
}
