import type { AttentionItem, AttentionList } from '@ins-relay/console-contract';
import type { Outcome } from '@ins-relay/contracts';
import type { ConnectionDirectory } from '@ins-relay/connections';
import type { OperatorStorage } from '@ins-relay/operator';
import { checkRedisSettings } from '@ins-relay/platform';
import { groupEvents } from './group-events.js';

export interface AttentionPorts {
  readonly storage: OperatorStorage;
  readonly directory: ConnectionDirectory;
  readonly readNowMs: () => number;
}

/** All who look see the same for so long. */
const KEPT_MS = 5_000;
/** What failed longer ago is history. */
const SINCE_MS = 7 * 86_400_000;
const LOOKED_AT: readonly (readonly [outcome: Outcome, max: number])[] = [
  ['failed', 2_000],
  ['quarantined', 2_000],
  ['unattributed', 2_000],
  ['rejected', 500],
];

/** What somebody should look at, gathered at most every few seconds. */
export class AttentionBoard {
  private latest: { readonly list: Promise<AttentionList>; readonly atMs: number } | undefined;

  constructor(private readonly ports: AttentionPorts) {}

  async read(): Promise<AttentionList> {
    const nowMs = this.ports.readNowMs();
    if (this.latest === undefined || nowMs - this.latest.atMs > KEPT_MS) {
      const list = this.gather(nowMs);
      this.latest = { list, atMs: nowMs };
      // What failed is not kept.
      list.catch(() => (this.latest = undefined));
    }
    return this.latest.list;
  }

  private async gather(nowMs: number): Promise<AttentionList> {
    const parts = await Promise.all([
      this.findRedisProblems(),
      this.findConnections(),
      this.findDestinations(),
      ...LOOKED_AT.map(([outcome, max]) => this.findEvents(outcome, max, nowMs)),
      this.findHeld(nowMs),
    ]);
    return { items: parts.flat(), lookedAtMs: nowMs };
  }

  private async findRedisProblems(): Promise<AttentionItem[]> {
    const warnings = await checkRedisSettings(this.ports.storage.redis);
    return warnings.map(({ advice, server, setting, value }) => ({
      kind: 'redis',
      problem: `${server}: ${setting} is ${value}`,
      fix: advice,
    }));
  }

  private async findConnections(): Promise<AttentionItem[]> {
    const { directory, storage } = this.ports;
    const connections = directory.list();
    const states = await storage.states.read(connections.map(({ id }) => id));
    return [
      ...directory.unreadable.map(({ id, problem }): AttentionItem => ({
        kind: 'unreadable-connection',
        connectionId: id,
        problem,
      })),
      ...connections.flatMap(({ enabled, id }): AttentionItem[] =>
        enabled && states.get(id)?.verifiedAtMs === undefined
          ? [{ kind: 'unverified-connection', connectionId: id }]
          : [],
      ),
    ];
  }

  private async findDestinations(): Promise<AttentionItem[]> {
    const { directory, storage } = this.ports;
    return [...(await storage.board.list())].map(([destination, blocked]) => ({
      kind: 'blocked-destination',
      destination,
      state: blocked.state,
      why: blocked.state === 'paused' ? `paused by ${blocked.by}` : blocked.reason,
      sinceMs: blocked.sinceMs,
      connectionIds: directory
        .list()
        .filter(({ redtrack }) => new URL(redtrack.trackingDomain).origin === destination)
        .map(({ id }) => id),
    }));
  }

  private async findEvents(outcome: Outcome, max: number, nowMs: number): Promise<AttentionItem[]> {
    const query = { outcome, sinceMs: nowMs - SINCE_MS };
    const { events, hasMore } = await this.ports.storage.reader.listNewest(query, max);
    return groupEvents(events, hasMore);
  }

  /** What a rule holds waits for somebody; all other pending events go on by themselves. */
  private async findHeld(nowMs: number): Promise<AttentionItem[]> {
    const query = { outcome: 'pending', cause: 'rule-held', sinceMs: nowMs - SINCE_MS } as const;
    const page = await this.ports.storage.reader.list(query, 200);
    return groupEvents(page.events, page.nextCursor !== undefined);
  }
}
