import { randomBytes } from 'node:crypto';
import { encryptNotification } from '@ins-relay/clickbank';
import {
  findRepositoryRoot,
  getFreePort,
  startLocalStack,
  startRedisServer,
  waitFor,
  type LocalStack,
  type LocalStackOptions,
  type RedisServer,
} from '@ins-relay/testkit';
import { INGEST_KEY, SECRET_KEY, toConnectionsYaml, type TestConnection } from './connections-yaml.js';

export interface ListedEvent {
  readonly eventId: string;
  readonly connectionId: string;
  readonly receivedAtMs: number;
  readonly updatedAtMs: number;
  readonly outcome: string;
  readonly cause?: string;
  readonly kind?: string;
  readonly receipt?: string;
  readonly clickId?: string;
  readonly clickIdSource?: string;
  readonly duplicateOf?: string;
  readonly matchedBy?: string;
  readonly isHeld: boolean;
  readonly waitingUntilMs?: number;
  readonly postbacks: readonly {
    readonly conversionType: string;
    readonly sum: string;
    readonly rdtkEventId: string;
    readonly attempts: number;
  }[];
}

/** A postback as the stand-in RedTrack received it. */
export interface LoggedPostback {
  readonly query: Readonly<Record<string, string>>;
}

/** The whole product, running: real Redis, real processes, a stand-in RedTrack. */
export class RelayUnderTest {
  private constructor(
    readonly redis: RedisServer,
    readonly stack: LocalStack,
    readonly healthPorts: Readonly<Record<'ingest' | 'mapper' | 'dispatcher' | 'console', number>>,
  ) {}

  static async start(options: Partial<LocalStackOptions> = {}): Promise<RelayUnderTest> {
    const redis = await startRedisServer({ appendonly: true });
    const healthPorts = {
      ingest: await getFreePort(),
      mapper: await getFreePort(),
      dispatcher: await getFreePort(),
      console: await getFreePort(),
    };
    try {
      const stack = await startLocalStack({
        redisUrl: redis.url,
        root: findRepositoryRoot(__dirname),
        healthPorts,
        ...options,
        env: { WORKER_LOCK_MS: '2000', RETRY_BASE_MS: '100', LOG_LEVEL: 'info', ...options.env },
      });
      return new RelayUnderTest(redis, stack, healthPorts);
    } catch (error) {
      await redis.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.stack.stop();
    await this.redis.stop();
  }

  /** Runs the command line. @throws if it fails */
  async relay(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.stack.runRelay(args);
    if (code !== 0) throw new Error(`relay ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** Declares connections as a user does, through `relay apply`; the tracking domain is the sandbox. */
  async apply(
    ...connections: (Omit<TestConnection, 'trackingDomain'> & { trackingDomain?: string })[]
  ): Promise<void> {
    const yaml = toConnectionsYaml(
      connections.map((one) => ({ trackingDomain: this.stack.sandboxUrl, ...one })),
    );
    const { code, stdout, stderr } = await this.stack.runRelay(['apply', '-f', '-'], { input: yaml });
    if (code !== 0) throw new Error(`relay apply ended with ${code}:\n${stdout}\n${stderr}`);
  }

  insUrl(connectionId: string, key = INGEST_KEY): string {
    return `${this.stack.ingestUrl}/ins/${connectionId}?key=${key}`;
  }

  /** One call of the INS URL with an encrypted notification, as ClickBank makes it. */
  async notify(connectionId: string, payload: unknown, secretKey = SECRET_KEY): Promise<Response> {
    return this.post(
      this.insUrl(connectionId),
      JSON.stringify(encryptNotification(payload, secretKey, randomBytes(16))),
    );
  }

  async post(url: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(url, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers,
    });
  }

  async events(...filters: string[]): Promise<ListedEvent[]> {
    const lines = await this.relay('events', '--json', '--limit', '100000', ...filters);
    return lines
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as ListedEvent);
  }

  /** Waits until exactly so many events match, all of them settled, and returns them newest first. */
  async settled(count: number, ...filters: string[]): Promise<ListedEvent[]> {
    return waitFor(
      async () => {
        const events = await this.events(...filters);
        const open = events.filter((event) => event.outcome === 'pending');
        if (events.length !== count || open.length > 0) {
          throw new Error(`${events.length} events match, ${open.length} of them pending`);
        }
        return events;
      },
      { describe: `${count} events ${filters.join(' ')} to be settled`, timeoutMs: 30_000, intervalMs: 100 },
    );
  }

  /** Waits until the event of a receipt is there, pending. */
  async pending(receipt: string): Promise<ListedEvent[]> {
    return waitFor(
      async () => {
        const events = await this.events('--receipt', receipt, '--outcome', 'pending');
        if (events.length === 0) throw new Error('no event is pending');
        return events;
      },
      { describe: `${receipt} to be pending`, timeoutMs: 30_000, intervalMs: 100 },
    );
  }

  /** Every postback that the stand-in RedTrack received, oldest first. */
  async postbacks(): Promise<LoggedPostback[]> {
    const log = await this.fromSandbox<{ items: LoggedPostback[] }>('/redtrack/log?limit=1000');
    return log.items;
  }

  async fromSandbox<T>(path: string): Promise<T> {
    const response = await fetch(this.stack.sandboxUrl + path);
    return (await response.json()) as T;
  }

  async isIngestReady(): Promise<boolean> {
    return (await this.readIngestHealth()).status === 'ok';
  }

  async readIngestHealth(): Promise<{ status: string; checks: Record<string, { detail?: string }> }> {
    const response = await fetch(`http://127.0.0.1:${this.healthPorts.ingest}/health/ready`);
    return (await response.json()) as Awaited<ReturnType<RelayUnderTest['readIngestHealth']>>;
  }

  /** What Prometheus reads of the first process of an app. */
  async readMetrics(app: keyof RelayUnderTest['healthPorts']): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.healthPorts[app]}/metrics`)).text();
  }

  async setFault(fault: object): Promise<void> {
    const response = await fetch(`${this.stack.sandboxUrl}/redtrack/fault`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
    if (!response.ok) throw new Error(`the sandbox refused the fault: ${await response.text()}`);
  }

  async clearBooks(): Promise<void> {
    await fetch(`${this.stack.sandboxUrl}/redtrack/books`, { method: 'DELETE' });
  }
}
