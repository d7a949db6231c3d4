import type { Problem } from '@ins-relay/console-contract';
import type { Connection } from '@ins-relay/contracts';
import { checkReach, findUnknownDestinations } from '@ins-relay/operator';
import type { ConsoleContext } from '../console-context.js';
import { draftToConnection, type ReadDraft } from './draft-to-connection.js';

/**
 * Reads a draft and checks what needs more than the draft: whether its id is free, and where it sends to.
 * @param existing undefined for a new connection
 */
export async function checkConnection(
  { config, directory }: ConsoleContext,
  draft: unknown,
  existing: Connection | undefined,
): Promise<ReadDraft> {
  const read = draftToConnection(draft, existing, Date.now());
  if (!read.ok) return read;
  const { connection } = read;
  const problems: Problem[] = [];
  const warnings: Problem[] = [...read.warnings];
  if (existing === undefined && directory.find(connection.id) !== undefined) {
    problems.push({ path: 'id', problem: 'is taken by another connection', fix: 'choose another one' });
  }
  if (existing !== undefined && existing.id !== connection.id) {
    problems.push({
      path: 'id',
      problem: 'can’t be changed',
      fix: `keep ${existing.id}, or add a new connection`,
    });
  }
  problems.push(
    ...findUnknownDestinations(
      [connection],
      directory.list().map(({ id }) => id),
    ),
  );
  if (!config.allowPrivateDestinations) {
    const reach = await checkReach([connection]);
    problems.push(...reach.problems);
    warnings.push(...reach.warnings);
  }
  return problems.length > 0
    ? { ok: false, problems: problems.map(pick), warnings: warnings.map(pick) }
    : { ok: true, connection, warnings: warnings.map(pick) };
}

function pick({ fix, path, problem }: Problem): Problem {
  return { path, problem, fix };
}
