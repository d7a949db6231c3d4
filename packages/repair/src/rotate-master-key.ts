import { decodeNotification } from '@ins-relay/clickbank';
import type { ConnectionStore } from '@ins-relay/connections';
import type { LedgerReader, LedgerWriter, TimelineEditor, UnverifiedCalls } from '@ins-relay/ledger';

export interface RotatePorts {
  readonly connections: ConnectionStore;
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly editor: TimelineEditor;
  readonly unverified: UnverifiedCalls;
}

export interface RotateResult {
  readonly connections: number;
  readonly events: number;
  readonly calls: number;
}

/**
 * Seals everything that is stored under an older master key anew under the first one, while everything runs. It can
 * be stopped and run again at any time: what is done is done.
 * @param onProgress hears how many events were looked at
 * @throws UnsealError where something is sealed under a key that is not configured
 */
export async function rotateMasterKey(
  ports: RotatePorts,
  onProgress: (examined: number) => void,
): Promise<RotateResult> {
  const resealedConnections = await ports.connections.reseal();
  let events = 0;
  let examined = 0;
  await ports.editor.walk(async (eventIds) => {
    for (const eventId of eventIds) {
      if ((await ports.editor.reseal(eventId)) !== 'changed') continue;
      events += 1;
      await restoreLookUp(ports, eventId);
    }
    examined += eventIds.length;
    onProgress(examined);
  });
  let calls = 0;
  for (const { id } of (await ports.connections.list()).connections)
    calls += await ports.unverified.reseal(id);
  return { connections: resealedConnections, events, calls };
}

/** The look-up by e-mail is hashed under the master key too; from the old hash the new one can't be told. */
async function restoreLookUp({ reader, writer }: RotatePorts, eventId: string): Promise<void> {
  const event = await reader.read(eventId);
  const { notification } = event?.openRecord() ?? {};
  if (event === undefined || notification === undefined) return;
  const { verification = 'encrypted' } = event.summary;
  const payload = JSON.parse(notification) as Record<string, unknown>;
  const { email } = decodeNotification(payload, { account: '', verification }).customer;
  if (email !== undefined) await writer.append(eventId, [], { email });
}
