export interface QueueReport {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  readonly oldestWaitingMs: number;
  readonly workers: number;
}

export interface QueueReports {
  readonly queues: readonly QueueReport[];
}

export interface RedisReport {
  /** One for each server: a Cluster's masters, else the master. */
  readonly servers: readonly RedisServerReport[];
  /** Settings that can lose data, and what to do. */
  readonly warnings: readonly {
    readonly server: string;
    readonly setting: string;
    readonly value: string;
    readonly advice: string;
  }[];
}

export interface RedisServerReport {
  readonly address: string;
  readonly version: string;
  readonly mode: string;
  readonly uptimeSeconds: number;
  readonly memory: {
    readonly usedBytes: number;
    readonly peakBytes: number;
    /** 0: no limit. */
    readonly maxBytes: number;
    readonly policy: string;
    readonly fragmentation: number;
  };
  readonly keys: number;
  readonly clients: { readonly connected: number; readonly blocked: number; readonly max: number };
  readonly opsPerSecond: number;
  readonly evictedKeys: number;
  readonly persistence: {
    readonly aofEnabled: boolean;
    readonly aofFsync?: string;
    readonly aofLastWriteOk: boolean;
    readonly lastSaveOk: boolean;
    readonly lastSaveAtMs: number;
    readonly changesSinceSave: number;
    readonly isLoading: boolean;
  };
  readonly replication: {
    readonly role: string;
    readonly replicas: readonly {
      readonly address: string;
      readonly state: string;
      readonly lagBytes: number;
    }[];
  };
  /** Newest first. Arguments may hold sealed data only; they are cut. */
  readonly slowLog: readonly {
    readonly atMs: number;
    readonly durationMicros: number;
    readonly command: string;
  }[];
}

export interface DestinationList {
  readonly destinations: readonly DestinationLine[];
}

export interface DestinationLine {
  readonly destination: string;
  readonly connectionIds: readonly string[];
  readonly state: 'in use' | 'left alone' | 'paused';
  readonly why?: string;
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly waiting: number;
}

export interface DestinationName {
  readonly destination: string;
}
