import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { findRepositoryRoot } from './find-repository-root.js';
import { getFreePort } from './get-free-port.js';
import { runCommand, type CommandOptions, type CommandResult } from './run-command.js';
import { SERVICE_NODE_ENVIRONMENT, SERVICE_NODE_FLAGS } from './service-node-flags.js';
import { startProcess, type ManagedProcess } from './start-process.js';

/** In the order in which they are stopped: what takes in new work goes first, what others still call last. */
export const LOCAL_SERVICES = ['console', 'ingest', 'mapper', 'dispatcher', 'sandbox'] as const;
export type LocalService = (typeof LOCAL_SERVICES)[number];

/** Those that listen on a port of their own, besides that of their health. */
type PortOwner = 'console' | 'ingest' | 'sandbox';

const COUNTS: Readonly<Record<LocalService, number>> = {
  console: 0,
  ingest: 1,
  mapper: 1,
  dispatcher: 1,
  sandbox: 1,
};

export interface LocalStackOptions {
  readonly redisUrl: string;
  /** The checkout, built; found upwards of the working directory when not given. */
  readonly root?: string;
  /** One is made when not given. */
  readonly masterKeys?: string;
  /** `{ins}` when not given; tests that share a Redis take one each. */
  readonly keyPrefix?: string;
  /** How many of each; when not given, 1, and no console. */
  readonly counts?: Partial<Record<LocalService, number>>;
  /** Ports of the first of each service; free ones when not given. */
  readonly ports?: Partial<Record<PortOwner, number>>;
  /** Ports of the health servers of the first of each; free ones when not given. */
  readonly healthPorts?: Partial<Record<LocalService, number>>;
  /** Further environment of every service. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Further environment of one service; wins over `env`. */
  readonly serviceEnv?: Partial<Record<LocalService, Readonly<Record<string, string | undefined>>>>;
  /** Each process appends its output to `<service>-<n>.log` here. */
  readonly logsDir?: string;
}

export interface LocalStack {
  /** `http://127.0.0.1:<port>` of each ingest; the first is the one of the INS URL. */
  readonly ingestUrls: readonly string[];
  readonly ingestUrl: string;
  readonly sandboxUrl: string;
  /** Empty where there is no console. */
  readonly consoleUrl: string;
  readonly processes: Readonly<Record<LocalService, readonly ManagedProcess[]>>;
  /** What the services share: the command line needs the same. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs the command line against this stack: `runRelay(['events', '--json'])`. */
  runRelay(args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** Stops every process, ingest first. */
  stop(): Promise<void>;
}

/**
 * Starts the built services of this checkout on the loopback and waits until each is ready.
 * @throws Error with the output of the service that does not come up; nothing is left running then
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const root = options.root ?? findRepositoryRoot();
  const plans = await planProcesses(options);
  const ingestUrls = plans.filter((plan) => plan.service === 'ingest').map((plan) => plan.url);
  const findUrl = (service: LocalService) => plans.find((plan) => plan.service === service)?.url ?? '';
  const sandboxUrl = findUrl('sandbox');
  const env = shareEnvironment(options, ingestUrls[0], sandboxUrl);

  const starts = await Promise.allSettled(plans.map((plan) => startService(plan, root, env, options)));
  const pick = (service: LocalService) =>
    starts.flatMap((start, i) =>
      start.status === 'fulfilled' && plans[i]?.service === service ? [start.value] : [],
    );
  const processes = {
    console: pick('console'),
    ingest: pick('ingest'),
    mapper: pick('mapper'),
    dispatcher: pick('dispatcher'),
    sandbox: pick('sandbox'),
  };
  const stop = async () => {
    for (const service of LOCAL_SERVICES) await Promise.all(processes[service].map((one) => one.stop()));
  };

  const failed = starts.find((start) => start.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  const relay = join(root, 'apps/relay/dist/main.js');
  return {
    ingestUrls,
    ingestUrl: ingestUrls[0] ?? '',
    sandboxUrl,
    consoleUrl: findUrl('console'),
    processes,
    env,
    runRelay: (args, more) =>
      runCommand(process.execPath, [relay, ...args], { cwd: root, ...more, env: { ...env, ...more?.env } }),
    stop,
  };
}

interface ProcessPlan {
  readonly service: LocalService;
  /** From 1. */
  readonly number: number;
  readonly url: string;
  readonly readyUrl: string;
  readonly env: Readonly<Record<string, string>>;
}

async function planProcesses({
  counts = {},
  ports = {},
  healthPorts = {},
}: LocalStackOptions): Promise<ProcessPlan[]> {
  const plans: ProcessPlan[] = [];
  for (const service of LOCAL_SERVICES) {
    for (let number = 1; number <= (counts[service] ?? COUNTS[service]); number++) {
      const isFirst = number === 1;
      const pickPort = async (declared: number | undefined) =>
        (isFirst ? declared : undefined) ?? (await getFreePort());
      const port = ownsPort(service) ? await pickPort(ports[service]) : undefined;
      const url = port === undefined ? '' : `http://127.0.0.1:${port}`;
      if (service === 'sandbox') {
        plans.push({
          service,
          number,
          url,
          readyUrl: `${url}/health/ready`,
          env: { SANDBOX_PORT: String(port) },
        });
        continue;
      }
      const healthPort = await pickPort(healthPorts[service]);
      const env = { HEALTH_HOST: '127.0.0.1', HEALTH_PORT: String(healthPort) };
      plans.push({
        service,
        number,
        url,
        readyUrl: `http://127.0.0.1:${healthPort}/health/ready`,
        env: { ...env, ...(port === undefined ? {} : describePort(service, port)) },
      });
    }
  }
  return plans;
}

function ownsPort(service: LocalService): service is PortOwner {
  return service === 'console' || service === 'ingest' || service === 'sandbox';
}

function describePort(service: LocalService, port: number): Record<string, string> {
  const name = service.toUpperCase();
  return { [`${name}_HOST`]: '127.0.0.1', [`${name}_PORT`]: String(port) };
}

function shareEnvironment(
  options: LocalStackOptions,
  ingestUrl: string | undefined,
  sandboxUrl: string,
): Readonly<Record<string, string | undefined>> {
  return {
    NODE_ENV: 'production',
    REDIS_URL: options.redisUrl,
    MASTER_KEYS: options.masterKeys ?? `k1:${randomBytes(32).toString('base64')}`,
    KEY_PREFIX: options.keyPrefix ?? '{ins}',
    PUBLIC_INS_BASE_URL: ingestUrl,
    SANDBOX_URL: sandboxUrl,
    // The stand-in RedTrack is on the loopback.
    ALLOW_PRIVATE_DESTINATIONS: 'true',
    ...options.env,
  };
}

function startService(
  plan: ProcessPlan,
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  options: LocalStackOptions,
): Promise<ManagedProcess> {
  const { service, number } = plan;
  return startProcess({
    name: `${service} ${number}`,
    command: process.execPath,
    args: [...SERVICE_NODE_FLAGS, join(root, 'apps', service, 'dist/main.js')],
    env: { ...SERVICE_NODE_ENVIRONMENT, ...env, ...options.serviceEnv?.[service], ...plan.env },
    cwd: root,
    readyUrl: plan.readyUrl,
    logFile: options.logsDir === undefined ? undefined : join(options.logsDir, `${service}-${number}.log`),
  });
}
