import { IsBoolean, IsIn, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { CommonConfig, Secret } from '@ins-relay/platform';

/** What whoever uses the journal reads from the environment. */
export class JournalConfig extends CommonConfig {
  /** `kafka`: a notification is answered 200 once Kafka has it. */
  @IsIn(['off', 'kafka'])
  journal: 'off' | 'kafka' = 'off';

  /** `host:port`, separated by commas. */
  @IsString()
  kafkaBrokers = '127.0.0.1:9092';

  /** Begin of the topics’ names and of the consumer group’s. */
  @Matches(/^[a-zA-Z0-9._-]{1,100}$/)
  kafkaPrefix = 'ins-relay';

  @IsBoolean()
  kafkaTls = false;

  /** PEM file of the authority that signed the brokers’ certificates; Node’s own where it is not set. */
  @IsString()
  kafkaCaFile = '';

  @IsIn(['', 'plain', 'scram-sha-256', 'scram-sha-512'])
  kafkaSasl: '' | 'plain' | 'scram-sha-256' | 'scram-sha-512' = '';

  @IsString()
  kafkaUsername = '';

  @Secret()
  @IsString()
  kafkaPassword = '';

  /** Of topics that are made: so many processes can feed at once. */
  @IsInt()
  @Min(1)
  @Max(1_000)
  kafkaPartitions = 12;

  /** Of topics that are made; -1: as the brokers say. */
  @IsInt()
  @Min(-1)
  @Max(9)
  kafkaReplication = -1;

  /** How long notifications stay in the journal. */
  @IsInt()
  @Min(1)
  @Max(730)
  journalDays = 30;

  /** How long Kafka may take before the answer is 503. ClickBank itself waits 3 s. */
  @IsInt()
  @Min(100)
  @Max(2_500)
  journalTimeoutMs = 1_500;

  /** While Kafka is away notifications go into Redis as without a journal, instead of being answered 503. */
  @IsBoolean()
  journalFallback = false;
}
