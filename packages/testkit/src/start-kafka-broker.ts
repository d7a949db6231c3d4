import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getFreePort } from './get-free-port.js';
import type { TestCertificate } from './make-certificate.js';
import { runCommand } from './run-command.js';
import { startProcess, type ManagedProcess } from './start-process.js';

export interface KafkaBrokerOptions {
  /** Clients have to speak TLS, with this certificate, and to say who they are (SASL PLAIN). */
  readonly secured?: {
    readonly certificate: TestCertificate;
    readonly username: string;
    readonly password: string;
  };
}

export interface KafkaBroker {
  /** `127.0.0.1:<port>`. */
  readonly address: string;
  readonly process: ManagedProcess;
  /** Starts a secured one anew with another password; what was written stays. */
  changePassword(password: string): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const HEAP = '-Xmx256m';

/** Always the same one: a drawn one begins with a dash now and then, which Kafka's tool takes for an option. */
const CLUSTER_ID = 'SW5zUmVsYXlzVGVzdEthZg';

/**
 * Where Kafka's jars lie: `KAFKA_JARS`, which `npm test` declares.
 * @returns undefined where there are none; tests with a broker are skipped then
 */
export function findKafkaJars(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = environment['KAFKA_JARS'];
  return folder !== undefined && existsSync(folder) ? folder : undefined;
}

/**
 * Starts a real Apache Kafka broker on 127.0.0.1: one node, KRaft. It takes about two seconds.
 * @throws Error where there are no jars
 */
export async function startKafkaBroker(options: KafkaBrokerOptions = {}): Promise<KafkaBroker> {
  const jars = findKafkaJars();
  if (jars === undefined) throw new Error('KAFKA_JARS names no folder with Kafka; npm test gets it');
  const folder = await mkdtemp(join(tmpdir(), 'ins-relay-kafka-'));
  const ports = {
    port: await getFreePort(),
    innerPort: await getFreePort(),
    controllerPort: await getFreePort(),
  };
  const { port } = ports;
  const file = join(folder, 'server.properties');
  const configure = async ({ secured }: KafkaBrokerOptions) => {
    const security = secured === undefined ? '' : await secureListener(folder, secured);
    const protocol = secured === undefined ? 'PLAINTEXT' : 'SASL_SSL';
    await writeFile(file, describeBroker(folder, ports, protocol) + security);
  };
  await configure(options);
  const java = [HEAP, '-cp', join(jars, '*')];
  const formatted = await runCommand('java', [
    ...java,
    'kafka.tools.StorageTool',
    'format',
    '-t',
    CLUSTER_ID,
    '-c',
    file,
  ]);
  if (formatted.code !== 0) throw new Error(`Kafka's storage could not be formatted:\n${formatted.stderr}`);
  const process = await startProcess({
    name: 'kafka',
    command: 'java',
    args: [...java, 'kafka.Kafka', file],
    cwd: folder,
    isReady: () => answers(port),
  });
  return {
    address: `127.0.0.1:${port}`,
    process,
    changePassword: async (password) => {
      if (options.secured === undefined) throw new Error('this broker wants no password');
      await configure({ secured: { ...options.secured, password } });
      await process.restart();
    },
    stop: async () => {
      await process.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface BrokerPorts {
  readonly port: number;
  readonly innerPort: number;
  readonly controllerPort: number;
}

function describeBroker(
  folder: string,
  { controllerPort, innerPort, port }: BrokerPorts,
  protocol: 'PLAINTEXT' | 'SASL_SSL',
): string {
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=CLIENT://127.0.0.1:${port},INNER://127.0.0.1:${innerPort},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=CLIENT://127.0.0.1:${port},INNER://127.0.0.1:${innerPort}
controller.listener.names=CONTROLLER
inter.broker.listener.name=INNER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,INNER:PLAINTEXT,CLIENT:${protocol}
log.dirs=${join(folder, 'data')}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
`;
}

/** @returns the settings of the clients’ listener */
async function secureListener(
  folder: string,
  { certificate, password, username }: NonNullable<KafkaBrokerOptions['secured']>,
): Promise<string> {
  const store = join(folder, 'store.pem');
  const [key, cert] = await Promise.all([readFile(certificate.keyFile), readFile(certificate.certFile)]);
  await writeFile(store, Buffer.concat([key, cert]));
  const module = 'org.apache.kafka.common.security.plain.PlainLoginModule';
  return `ssl.keystore.type=PEM
ssl.keystore.location=${store}
sasl.enabled.mechanisms=PLAIN
listener.name.client.plain.sasl.jaas.config=${module} required user_${username}="${password}";
`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
