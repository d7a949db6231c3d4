import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getFreePort } from './get-free-port.js';
import { runCommand } from './run-command.js';
import { startProcess, type ManagedProcess } from './start-process.js';

export interface KafkaBroker {
  /** `127.0.0.1:<port>`. */
  readonly address: string;
  readonly process: ManagedProcess;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const HEAP = '-Xmx256m';

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
export async function startKafkaBroker(): Promise<KafkaBroker> {
  const jars = findKafkaJars();
  if (jars === undefined) throw new Error('KAFKA_JARS names no folder with Kafka; npm test gets it');
  const folder = await mkdtemp(join(tmpdir(), 'ins-relay-kafka-'));
  const [port, controllerPort] = [await getFreePort(), await getFreePort()];
  const file = join(folder, 'server.properties');
  await writeFile(file, describeBroker(folder, port, controllerPort));
  const java = [HEAP, '-cp', join(jars, '*')];
  const id = randomBytes(16).toString('base64url');
  const formatted = await runCommand('java', [
    ...java,
    'kafka.tools.StorageTool',
    'format',
    '-t',
    id,
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
    stop: async () => {
      await process.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function describeBroker(folder: string, port: number, controllerPort: number): string {
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=${join(folder, 'data')}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
