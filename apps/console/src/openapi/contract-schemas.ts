/** Made from packages/console-contract by scripts/build-contract-schemas.mjs; a test keeps it in step. */
export const CONTRACT_SCHEMAS: Readonly<Record<string, unknown>> = {
  ActionState: {
    anyOf: [
      {
        type: 'object',
        properties: {
          can: {
            type: 'boolean',
            const: true,
          },
        },
        required: ['can'],
      },
      {
        type: 'object',
        properties: {
          can: {
            type: 'boolean',
            const: false,
          },
          why: {
            type: 'string',
          },
        },
        required: ['can', 'why'],
      },
    ],
  },
  ApiToken: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      label: {
        type: 'string',
      },
      role: {
        $ref: '#/components/schemas/Role',
      },
      createdBy: {
        type: 'string',
      },
      createdAtMs: {
        type: 'number',
      },
      expiresAtMs: {
        type: 'number',
      },
      lastUsedAtMs: {
        type: 'number',
      },
    },
    required: ['id', 'label', 'role', 'createdBy', 'createdAtMs'],
    description: 'For automation: `authorization: Bearer <secret>`.',
  },
  AttemptLine: {
    type: 'object',
    properties: {
      attempt: {
        type: 'number',
      },
      generation: {
        type: 'number',
      },
      atMs: {
        type: 'number',
      },
      durationMs: {
        type: 'number',
      },
      status: {
        type: 'number',
      },
      error: {
        type: 'string',
      },
      hasBody: {
        type: 'boolean',
        description: "Begin of RedTrack's answer; may repeat what was sent, so it comes with `reveal` only.",
      },
      nextAtMs: {
        type: 'number',
      },
    },
    required: ['attempt', 'generation', 'atMs', 'durationMs', 'hasBody'],
  },
  AttentionItem: {
    anyOf: [
      {
        type: 'object',
        properties: {
          kind: {
            type: 'string',
            const: 'events',
          },
          connectionId: {
            type: 'string',
          },
          outcome: {
            type: 'string',
            enum: ['pending', 'unattributed', 'quarantined', 'failed', 'rejected'],
          },
          cause: {
            $ref: '#/components/schemas/Cause',
          },
          count: {
            type: 'number',
          },
          isAtLeast: {
            type: 'boolean',
            description: 'There may be more; no more were counted.',
          },
          firstAtMs: {
            type: 'number',
          },
          lastAtMs: {
            type: 'number',
          },
        },
        required: ['kind', 'connectionId', 'outcome', 'cause', 'count', 'isAtLeast', 'firstAtMs', 'lastAtMs'],
      },
      {
        type: 'object',
        properties: {
          kind: {
            type: 'string',
            const: 'unverified-connection',
          },
          connectionId: {
            type: 'string',
          },
          createdAtMs: {
            type: 'number',
          },
        },
        required: ['kind', 'connectionId'],
      },
      {
        type: 'object',
        properties: {
          kind: {
            type: 'string',
            const: 'blocked-destination',
          },
          destination: {
            type: 'string',
          },
          state: {
            type: 'string',
            enum: ['open', 'paused'],
          },
          why: {
            type: 'string',
          },
          sinceMs: {
            type: 'number',
          },
          connectionIds: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
        },
        required: ['kind', 'destination', 'state', 'why', 'sinceMs', 'connectionIds'],
      },
      {
        type: 'object',
        properties: {
          kind: {
            type: 'string',
            const: 'unreadable-connection',
          },
          connectionId: {
            type: 'string',
          },
          problem: {
            type: 'string',
          },
        },
        required: ['kind', 'connectionId', 'problem'],
      },
      {
        type: 'object',
        properties: {
          kind: {
            type: 'string',
            const: 'redis',
          },
          problem: {
            type: 'string',
          },
          fix: {
            type: 'string',
          },
        },
        required: ['kind', 'problem', 'fix'],
      },
    ],
    description: 'Something that somebody should look at, most urgent first.',
  },
  AuditEntry: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      atMs: {
        type: 'number',
      },
      by: {
        type: 'string',
      },
      action: {
        type: 'string',
        description: '`event.replay`, `connection.change`, `user.create`.',
      },
      subject: {
        type: 'string',
        description: 'An event id, the id of a connection, the name of a user.',
      },
      detail: {
        type: 'string',
      },
    },
    required: ['id', 'atMs', 'by', 'action', 'subject'],
  },
  Cause: {
    type: 'string',
    enum: [
      'unknown-connection',
      'wrong-ingest-key',
      'body-too-large',
      'not-an-envelope',
      'bad-encoding',
      'wrong-secret-key',
      'pixel-without-key',
      'not-a-notification',
      'unknown-version',
      'wrong-account',
      'rule-held',
      'destination-blocked',
      'connection-paused',
      'matched-none',
      'not-matched',
      'rule-ignored',
      'customer-erased',
      'operator-ignored',
      'same-transaction',
      'same-click',
      'test-notification',
      'no-click-id',
      'parent-not-seen',
      'contract-broken',
      'cannot-unseal',
      'connection-deleted',
      'amount-unreadable',
      'template-unknown-field',
      'rule-failed',
      'destination-invalid',
      'destination-unknown',
      'destination-private',
      'mapper-crashed',
      'mapper-error',
      'attempts-used-up',
      'refused-by-redtrack',
      'dispatcher-crashed',
    ],
  },
  ConnectionLine: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      name: {
        type: 'string',
      },
      account: {
        type: 'string',
      },
      role: {
        $ref: '#/components/schemas/ConnectionRole',
      },
      enabled: {
        type: 'boolean',
      },
      trackingDomain: {
        type: 'string',
      },
      verifiedAtMs: {
        type: 'number',
      },
      lastNotificationAtMs: {
        type: 'number',
      },
      lastTestAtMs: {
        type: 'number',
      },
      health: {
        type: 'string',
        enum: ['good', 'failing', 'quiet', 'paused', 'unverified'],
        description:
          '`failing`: of the latest day some failed, or nothing could be verified; `quiet`: nothing came.',
      },
      lastDay: {
        type: 'object',
        properties: {
          events: {
            type: 'number',
          },
          delivered: {
            type: 'number',
          },
          failed: {
            type: 'number',
          },
        },
        required: ['events', 'delivered', 'failed'],
        description: 'Of the latest 24 hours.',
      },
    },
    required: ['id', 'name', 'account', 'role', 'enabled', 'trackingDomain', 'health', 'lastDay'],
  },
  ConnectionRole: {
    type: 'string',
    enum: ['VENDOR', 'AFFILIATE'],
  },
  DeclaredConnectionForm: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      name: {
        type: 'string',
      },
      enabled: {
        type: 'boolean',
      },
      clickbank: {
        type: 'object',
        properties: {
          account: {
            type: 'string',
          },
          role: {
            $ref: '#/components/schemas/ConnectionRole',
          },
          secretKey: {
            type: ['string', 'null'],
          },
          ingestKey: {
            type: ['string', 'null'],
          },
          legacyVersions: {
            type: 'boolean',
          },
        },
        required: ['account'],
      },
      redtrack: {
        type: 'object',
        properties: {
          trackingDomain: {
            type: 'string',
          },
          postbackToken: {
            type: ['string', 'null'],
          },
          currency: {
            type: ['string', 'null'],
          },
        },
        required: ['trackingDomain'],
      },
      clickId: {
        type: 'object',
        properties: {
          from: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          waitForParentSeconds: {
            type: 'number',
          },
        },
      },
      amount: {
        type: 'object',
        properties: {
          from: {
            type: 'string',
          },
        },
      },
      events: {
        type: 'object',
        properties: {
          Sale: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          Rebill: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          Refund: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          Chargeback: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          Upsell: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          CancelRebill: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          UncancelRebill: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          SubscriptionChange: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          CartAbandonment: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          TestTransactions: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          InitiateCheckout: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
          Other: {
            anyOf: [
              {
                $ref: '#/components/schemas/DeclaredMatchForm',
              },
              {
                type: 'string',
                const: 'None',
              },
            ],
          },
        },
        description: '`None`, a conversion type alone, or all about it.',
      },
      parameters: {
        type: 'array',
        items: {
          $ref: '#/components/schemas/DeclaredParameterForm',
        },
      },
      pixel: {
        type: 'object',
        properties: {
          hosts: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          windowSeconds: {
            type: 'number',
          },
          events: {
            type: 'object',
            additionalProperties: {
              type: 'string',
            },
          },
        },
      },
      delivery: {
        type: 'object',
        properties: {
          timeoutMs: {
            type: 'number',
          },
          attempts: {
            type: 'number',
          },
          concurrency: {
            type: 'number',
          },
          ratePerSecond: {
            type: 'number',
          },
          breaker: {
            type: 'object',
            properties: {
              failures: {
                type: 'number',
              },
              pauseSeconds: {
                type: 'number',
              },
            },
          },
        },
      },
      rules: {
        type: 'array',
        items: {
          $ref: '#/components/schemas/DeclaredRuleForm',
        },
      },
    },
    required: ['id', 'clickbank', 'redtrack'],
    description:
      'A connection as people declare it, the same words as in connections.yaml (docs/connections.md). Secrets that are stored come as `null`; sent as `null` or left out they stay as they are. An empty `postbackToken` removes it.',
  },
  DeclaredMatchForm: {
    type: 'object',
    properties: {
      type: {
        type: 'string',
      },
      sign: {
        type: 'string',
        enum: ['negative', 'positive', 'zero'],
      },
      amount: {
        type: 'string',
      },
      amountFrom: {
        type: 'string',
      },
      amountExpression: {
        type: 'string',
      },
      currency: {
        type: 'string',
      },
      status: {
        type: 'string',
      },
      parameters: {
        type: 'array',
        items: {
          $ref: '#/components/schemas/DeclaredParameterForm',
        },
      },
      connection: {
        type: 'string',
      },
    },
    required: ['type'],
  },
  DeclaredParameterForm: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
      },
      role: {
        type: ['string', 'null'],
      },
      value: {
        type: 'string',
      },
    },
    required: ['name', 'value'],
  },
  DeclaredRuleForm: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
      },
      when: {
        type: 'string',
        description: 'CEL over `event`.',
      },
      send: {
        type: 'array',
        items: {
          $ref: '#/components/schemas/DeclaredMatchForm',
        },
      },
      ignore: {
        type: 'string',
      },
      hold: {
        type: 'string',
      },
    },
    required: ['name', 'when'],
    description: 'Exactly one of `send`, `ignore` and `hold`.',
  },
  DestinationLine: {
    type: 'object',
    properties: {
      destination: {
        type: 'string',
      },
      connectionIds: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      state: {
        type: 'string',
        enum: ['in use', 'left alone', 'paused'],
      },
      why: {
        type: 'string',
      },
      sinceMs: {
        type: 'number',
      },
      untilMs: {
        type: 'number',
      },
      waiting: {
        type: 'number',
      },
    },
    required: ['destination', 'connectionIds', 'state', 'waiting'],
  },
  EventFilter: {
    type: 'object',
    properties: {
      connection: {
        type: 'string',
      },
      outcome: {
        $ref: '#/components/schemas/Outcome',
      },
      cause: {
        $ref: '#/components/schemas/Cause',
      },
      kind: {
        $ref: '#/components/schemas/EventKind',
      },
      receipt: {
        type: 'string',
      },
      clickId: {
        type: 'string',
      },
      customer: {
        type: 'string',
        description: 'Stands for an e-mail address, which is in no URL; from `POST /api/customers`.',
      },
      sinceMs: {
        type: 'number',
      },
      untilMs: {
        type: 'number',
      },
    },
    description: 'Also the names of the query parameters of `GET /api/events`. All of them have to hold.',
  },
  EventKind: {
    type: 'string',
    enum: [
      'Sale',
      'Rebill',
      'Refund',
      'Chargeback',
      'Upsell',
      'CancelRebill',
      'UncancelRebill',
      'SubscriptionChange',
      'CartAbandonment',
      'TestTransactions',
      'InitiateCheckout',
      'Other',
    ],
  },
  EventLine: {
    type: 'object',
    properties: {
      eventId: {
        type: 'string',
      },
      connectionId: {
        type: 'string',
      },
      receivedAtMs: {
        type: 'number',
      },
      updatedAtMs: {
        type: 'number',
      },
      outcome: {
        $ref: '#/components/schemas/Outcome',
      },
      cause: {
        $ref: '#/components/schemas/Cause',
      },
      why: {
        type: 'string',
        description: 'Why, in one sentence: the cause with its detail, or what it waits for.',
      },
      kind: {
        $ref: '#/components/schemas/EventKind',
      },
      transactionType: {
        type: 'string',
      },
      receipt: {
        type: 'string',
      },
      clickId: {
        type: 'string',
      },
      postbacks: {
        type: 'array',
        items: {
          $ref: '#/components/schemas/PostbackLine',
        },
      },
      isInFlight: {
        type: 'boolean',
        description: 'It is on its way: look again soon.',
      },
    },
    required: [
      'eventId',
      'connectionId',
      'receivedAtMs',
      'updatedAtMs',
      'outcome',
      'why',
      'postbacks',
      'isInFlight',
    ],
    description: 'An event as lists show it.',
  },
  GuideStepLine: {
    type: 'object',
    properties: {
      title: {
        type: 'string',
      },
      where: {
        type: 'string',
      },
      text: {
        type: 'string',
      },
      values: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            label: {
              type: 'string',
            },
            value: {
              type: 'string',
            },
          },
          required: ['label', 'value'],
        },
      },
      status: {
        type: 'string',
        enum: ['verified', 'problem', 'open', 'unseen'],
      },
      note: {
        type: 'string',
      },
    },
    required: ['title', 'where', 'text', 'values', 'status'],
    description: "A step of the set-up guide with this connection's own values (packages/guide).",
  },
  Outcome: {
    type: 'string',
    enum: [
      'delivered',
      'pending',
      'duplicate',
      'ignored',
      'test',
      'unattributed',
      'quarantined',
      'failed',
      'rejected',
    ],
  },
  OverviewRange: {
    type: 'string',
    enum: ['1h', '24h', '7d'],
  },
  OverviewStretch: {
    type: 'object',
    properties: {
      atMs: {
        type: 'number',
      },
      notifications: {
        type: 'number',
        description: 'Calls of INS URLs and of the pixel that became an event, and rejected ones.',
      },
      outcomes: {
        type: 'object',
        properties: {
          delivered: {
            type: 'number',
          },
          pending: {
            type: 'number',
          },
          duplicate: {
            type: 'number',
          },
          ignored: {
            type: 'number',
          },
          test: {
            type: 'number',
          },
          unattributed: {
            type: 'number',
          },
          quarantined: {
            type: 'number',
          },
          failed: {
            type: 'number',
          },
          rejected: {
            type: 'number',
          },
        },
        description: 'Events that came to an outcome in this stretch; those that are 0 are left out.',
      },
      attempts: {
        type: 'number',
      },
      attemptsFailed: {
        type: 'number',
      },
      deliveryP50Ms: {
        type: 'number',
        description: "From the notification to RedTrack's answer; absent where nothing was delivered.",
      },
      deliveryP95Ms: {
        type: 'number',
      },
      queueAgeMs: {
        type: 'number',
        description: 'The longest that the oldest job waited; absent where nobody looked.',
      },
    },
    required: ['atMs', 'notifications', 'outcomes', 'attempts', 'attemptsFailed'],
  },
  OverviewTotals: {
    type: 'object',
    properties: {
      notifications: {
        type: 'number',
      },
      outcomes: {
        type: 'object',
        properties: {
          delivered: {
            type: 'number',
          },
          pending: {
            type: 'number',
          },
          duplicate: {
            type: 'number',
          },
          ignored: {
            type: 'number',
          },
          test: {
            type: 'number',
          },
          unattributed: {
            type: 'number',
          },
          quarantined: {
            type: 'number',
          },
          failed: {
            type: 'number',
          },
          rejected: {
            type: 'number',
          },
        },
      },
      attempts: {
        type: 'number',
      },
      attemptsFailed: {
        type: 'number',
      },
      successShare: {
        type: 'number',
        description:
          'delivered ÷ (delivered + failed + quarantined + unattributed); absent where there was none.',
      },
      deliveryP50Ms: {
        type: 'number',
      },
      deliveryP95Ms: {
        type: 'number',
      },
    },
    required: ['notifications', 'outcomes', 'attempts', 'attemptsFailed'],
  },
  PostbackLine: {
    type: 'object',
    properties: {
      ordinal: {
        type: 'number',
      },
      conversionType: {
        type: 'string',
      },
      sum: {
        type: 'string',
      },
      currency: {
        type: 'string',
      },
      outcome: {
        type: 'string',
        enum: ['delivered', 'pending', 'failed'],
      },
      attempts: {
        type: 'number',
      },
      nextAttemptAtMs: {
        type: 'number',
      },
    },
    required: ['ordinal', 'conversionType', 'sum', 'outcome', 'attempts'],
  },
  Problem: {
    type: 'object',
    properties: {
      path: {
        type: 'string',
        description:
          'Within what was sent: `clickbank.account`, `rules[0].when`; empty where all of it is meant.',
      },
      problem: {
        type: 'string',
      },
      fix: {
        type: 'string',
      },
    },
    required: ['path', 'problem', 'fix'],
    description: 'Something that is wrong with what a person wrote, or looks it.',
  },
  QueueReport: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
      },
      waiting: {
        type: 'number',
      },
      active: {
        type: 'number',
      },
      delayed: {
        type: 'number',
      },
      failed: {
        type: 'number',
      },
      oldestWaitingMs: {
        type: 'number',
      },
      workers: {
        type: 'number',
      },
    },
    required: ['name', 'waiting', 'active', 'delayed', 'failed', 'oldestWaitingMs', 'workers'],
  },
  RedisServerReport: {
    type: 'object',
    properties: {
      address: {
        type: 'string',
      },
      version: {
        type: 'string',
      },
      mode: {
        type: 'string',
      },
      uptimeSeconds: {
        type: 'number',
      },
      memory: {
        type: 'object',
        properties: {
          usedBytes: {
            type: 'number',
          },
          peakBytes: {
            type: 'number',
          },
          maxBytes: {
            type: 'number',
            description: '0: no limit.',
          },
          policy: {
            type: 'string',
          },
          fragmentation: {
            type: 'number',
          },
        },
        required: ['usedBytes', 'peakBytes', 'maxBytes', 'policy', 'fragmentation'],
      },
      keys: {
        type: 'number',
      },
      clients: {
        type: 'object',
        properties: {
          connected: {
            type: 'number',
          },
          blocked: {
            type: 'number',
          },
          max: {
            type: 'number',
          },
        },
        required: ['connected', 'blocked', 'max'],
      },
      opsPerSecond: {
        type: 'number',
      },
      evictedKeys: {
        type: 'number',
      },
      persistence: {
        type: 'object',
        properties: {
          aofEnabled: {
            type: 'boolean',
          },
          aofFsync: {
            type: 'string',
          },
          aofLastWriteOk: {
            type: 'boolean',
          },
          lastSaveOk: {
            type: 'boolean',
          },
          lastSaveAtMs: {
            type: 'number',
          },
          changesSinceSave: {
            type: 'number',
          },
          isLoading: {
            type: 'boolean',
          },
        },
        required: [
          'aofEnabled',
          'aofLastWriteOk',
          'lastSaveOk',
          'lastSaveAtMs',
          'changesSinceSave',
          'isLoading',
        ],
      },
      replication: {
        type: 'object',
        properties: {
          role: {
            type: 'string',
          },
          replicas: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                address: {
                  type: 'string',
                },
                state: {
                  type: 'string',
                },
                lagBytes: {
                  type: 'number',
                },
              },
              required: ['address', 'state', 'lagBytes'],
            },
          },
        },
        required: ['role', 'replicas'],
      },
      slowLog: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            atMs: {
              type: 'number',
            },
            durationMicros: {
              type: 'number',
            },
            command: {
              type: 'string',
            },
          },
          required: ['atMs', 'durationMicros', 'command'],
        },
        description: 'Newest first. Arguments may hold sealed data only; they are cut.',
      },
    },
    required: [
      'address',
      'version',
      'mode',
      'uptimeSeconds',
      'memory',
      'keys',
      'clients',
      'opsPerSecond',
      'evictedKeys',
      'persistence',
      'replication',
      'slowLog',
    ],
  },
  Repair: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      filter: {
        $ref: '#/components/schemas/EventFilter',
      },
      reason: {
        type: 'string',
      },
      by: {
        type: 'string',
      },
      createdAtMs: {
        type: 'number',
      },
      endedAtMs: {
        type: 'number',
      },
      state: {
        type: 'string',
        enum: ['running', 'done', 'cancelled'],
      },
      total: {
        type: 'number',
      },
      replayed: {
        type: 'number',
      },
      skipped: {
        type: 'number',
        description: 'Gone from the ledger meanwhile, or never verified.',
      },
    },
    required: ['id', 'filter', 'reason', 'by', 'createdAtMs', 'state', 'total', 'replayed', 'skipped'],
    description: 'A replay of many events, in the background.',
  },
  RevenueLine: {
    type: 'object',
    properties: {
      conversionType: {
        type: 'string',
      },
      currency: {
        type: 'string',
        description: 'Absent: the postbacks named none; RedTrack takes its own.',
      },
      sum: {
        type: 'string',
        description: 'Decimal.',
      },
      postbacks: {
        type: 'number',
      },
    },
    required: ['conversionType', 'sum', 'postbacks'],
  },
  Role: {
    type: 'string',
    enum: ['viewer', 'operator', 'admin'],
    description:
      'viewer looks; operator also repairs events and changes connections; admin also decides who may.',
  },
  RuleAnswer: {
    type: 'object',
    properties: {
      rule: {
        type: 'string',
      },
      answer: {
        type: 'string',
        enum: ['yes', 'no', 'failed', 'approved', 'not asked'],
      },
      why: {
        type: 'string',
        description: '`event.kind == "Sale" is false`.',
      },
    },
    required: ['rule', 'answer', 'why'],
    description: 'One rule and how it answered.',
  },
  RuleSetVersion: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      atMs: {
        type: 'number',
      },
      by: {
        type: 'string',
      },
      rules: {
        type: 'array',
        items: {
          $ref: '#/components/schemas/DeclaredRuleForm',
        },
      },
    },
    required: ['id', 'atMs', 'by', 'rules'],
  },
  SentRequest: {
    type: 'object',
    properties: {
      ordinal: {
        type: 'number',
      },
      conversionType: {
        type: 'string',
      },
      sum: {
        type: 'string',
      },
      rdtkEventId: {
        type: 'string',
      },
      maskedUrl: {
        type: 'string',
        description: 'Token and values of additional parameters replaced.',
      },
      attempts: {
        type: 'array',
        items: {
          $ref: '#/components/schemas/AttemptLine',
        },
      },
    },
    required: ['ordinal', 'conversionType', 'sum', 'rdtkEventId', 'maskedUrl', 'attempts'],
  },
  TimelineStep: {
    type: 'object',
    properties: {
      atMs: {
        type: 'number',
      },
      afterMs: {
        type: 'number',
        description: 'Since the step before.',
      },
      title: {
        type: 'string',
      },
      detail: {
        type: 'string',
      },
      tone: {
        type: 'string',
        enum: ['neutral', 'good', 'bad', 'waiting'],
      },
    },
    required: ['atMs', 'afterMs', 'title', 'detail', 'tone'],
  },
  User: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
      },
      role: {
        $ref: '#/components/schemas/Role',
      },
      createdAtMs: {
        type: 'number',
      },
      lastSignInAtMs: {
        type: 'number',
      },
      mustChangePassword: {
        type: 'boolean',
      },
    },
    required: ['name', 'role', 'createdAtMs', 'mustChangePassword'],
    description: 'Times here and everywhere are milliseconds since 1970, UTC.',
  },
  Verification: {
    type: 'string',
    enum: ['encrypted', 'cverify', 'key', 'none'],
  },
};
