import type { ApiTokenStore, AuditLog, SessionStore, UserStore } from '@ins-relay/access';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ConnectionDirectory } from '@ins-relay/connections';
import type { OperatorStorage } from '@ins-relay/operator';
import type { Logger } from '@ins-relay/platform';
import type { BulkReplayRunner, BulkReplayStore } from '@ins-relay/repair';
import type { StatisticsReader } from '@ins-relay/statistics';
import type { OwnAddress } from './access/own-address.js';
import type { SignInThrottle } from './access/sign-in-throttle.js';
import type { ConsoleConfig } from './console-config.js';
import type { EventTail } from './events/event-tail.js';
import type { AttentionBoard } from './overview/attention-board.js';
import type { RulesHistory } from './rules/rules-history.js';

/** Everything that controllers work with; made once, in `start-console.ts`. */
export class ConsoleContext {
  readonly config!: ConsoleConfig;
  readonly logger!: Logger;
  readonly storage!: OperatorStorage;
  /** The connections in memory, kept up to date. */
  readonly directory!: ConnectionDirectory;
  readonly users!: UserStore;
  readonly sessions!: SessionStore;
  readonly tokens!: ApiTokenStore;
  readonly audit!: AuditLog;
  readonly throttle!: SignInThrottle;
  readonly address!: OwnAddress;
  readonly statistics!: StatisticsReader;
  readonly replays!: BulkReplayStore;
  readonly replayRunner!: BulkReplayRunner;
  readonly tail!: EventTail;
  readonly attention!: AttentionBoard;
  readonly rulesHistory!: RulesHistory;
  /** Of this release. */
  readonly version!: string;
  readonly openApi!: { document?: OpenAPIObject };

  constructor(parts: ConsoleContext) {
    Object.assign(this, parts);
  }
}
