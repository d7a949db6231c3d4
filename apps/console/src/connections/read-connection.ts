import { hasRole, type Role } from '@ins-relay/access';
import type { ConnectionDetail, ConnectionLine } from '@ins-relay/console-contract';
import type { Connection } from '@ins-relay/contracts';
import { collectGuideFacts } from '@ins-relay/operator';
import type { ConsoleContext } from '../console-context.js';
import { ApiProblem } from '../http/api-problem.js';
import { buildConnectionDetail } from './build-connection-detail.js';
import { toConnectionLine } from './to-connection-line.js';

/** As it is stored now; the directory may be a moment behind what was just saved. @throws ApiProblem */
export async function requireConnection({ storage }: ConsoleContext, id: string): Promise<Connection> {
  const found = await storage.connections.get(id);
  if (found === undefined) throw new ApiProblem(404, `There is no connection “${id.slice(0, 64)}”.`);
  return found;
}

export async function readConnectionDetail(
  context: ConsoleContext,
  connection: Connection,
  role: Role,
): Promise<ConnectionDetail> {
  const [[line], facts] = await Promise.all([
    readConnectionLines(context, [connection]),
    collectGuideFacts(context.storage, connection.id),
  ]);
  return buildConnectionDetail({
    connection,
    line: line as ConnectionLine,
    facts,
    publicBaseUrl: context.config.publicInsBaseUrl.replace(/\/+$/, ''),
    isOperator: hasRole(role, 'operator'),
  });
}

export async function readConnectionLines(
  { statistics, storage }: ConsoleContext,
  connections: readonly Connection[],
): Promise<ConnectionLine[]> {
  const nowMs = Date.now();
  const [states, lastDays] = await Promise.all([
    storage.states.read(connections.map(({ id }) => id)),
    statistics.readConnections(nowMs),
  ]);
  return connections.map((connection) =>
    toConnectionLine(connection, states.get(connection.id) ?? {}, lastDays.get(connection.id) ?? {}, nowMs),
  );
}
