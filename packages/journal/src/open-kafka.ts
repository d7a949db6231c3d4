import { readFileSync } from 'node:fs';
import type { Kafka, SASLOptions } from 'kafkajs';
import type { Logger } from '@ins-relay/platform';
import type { JournalConfig } from './journal-config.js';

/** Kafka as this package knows it; nobody else imports the client. */
export type KafkaClient = Pick<Kafka, 'admin' | 'consumer' | 'producer'>;

const CONNECT_MS_MAX = 1_000;
const REQUEST_MS_MAX = 10_000;
const RETRIES = { patient: Number.MAX_SAFE_INTEGER, brief: 4 };

/**
 * A client for the brokers that the configuration names; it connects when it is used.
 * @param mode `patient`: tries until Kafka is there, as services do; `brief`: gives up after a second or two
 */
export async function openKafka(
  config: JournalConfig,
  name: string,
  logger: Logger,
  mode: keyof typeof RETRIES = 'patient',
): Promise<KafkaClient> {
  // A tenth of the memory of an app, which most run without a journal.
  const { Kafka, logLevel, Partitioners } = await import('kafkajs');
  const kafka = new Kafka({
    clientId: `ins-relay-${name}`,
    brokers: config.kafkaBrokers.split(',').map((broker) => broker.trim()),
    connectionTimeout: CONNECT_MS_MAX,
    requestTimeout: REQUEST_MS_MAX,
    ...(config.kafkaTls ? { ssl: readTls(config.kafkaCaFile) } : {}),
    ...(config.kafkaSasl === '' ? {} : { sasl: readSasl(config) }),
    retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: RETRIES[mode] },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      const { log, namespace } = entry;
      logger.warn({ kafka: namespace, error: log['error'] as unknown }, log.message);
    },
  });
  const createPartitioner = Partitioners.DefaultPartitioner;
  return {
    admin: (options) => kafka.admin(options),
    consumer: (options) => kafka.consumer(options),
    producer: (options) => kafka.producer({ createPartitioner, ...options }),
  };
}

function readTls(caFile: string): true | { ca: string[] } {
  return caFile === '' ? true : { ca: [readFileSync(caFile, 'utf8')] };
}

function readSasl({
  kafkaPassword: password,
  kafkaSasl,
  kafkaUsername: username,
}: JournalConfig): SASLOptions {
  return { mechanism: kafkaSasl, username, password } as SASLOptions;
}
