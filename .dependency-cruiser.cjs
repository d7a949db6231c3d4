/** The arrows of docs/architecture.md. Each rule says why it is there. */
const PURE = '^packages/(contracts|console-contract|sealing|clickbank|redtrack|mapping|preview|guide)/';
const STORES = '^packages/(queue|connections|ledger|destinations)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'contracts-know-nobody',
      comment: 'Everything depends on contracts; an arrow out of it would be a cycle sooner or later.',
      severity: 'error',
      from: { path: '^packages/contracts/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/contracts/' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'Decoding, mapping and building postbacks take values and return values; no storage, no network.',
      severity: 'error',
      from: { path: PURE, pathNot: '\\.test\\.ts$' },
      to: {
        path: [
          '^packages/(queue|connections|ledger|destinations|platform|repair|storage|testkit)/',
          'ioredis|bullmq|undici|@nestjs',
        ],
      },
    },
    {
      name: 'stores-do-not-know-each-other',
      comment: 'What needs several of them is a step of an app, or a repair.',
      severity: 'error',
      from: { path: STORES, pathNot: '\\.test\\.ts$' },
      to: { path: STORES, pathNot: '^packages/$1/' },
    },
    {
      name: 'packages-do-not-know-apps',
      comment: 'Arrows point from apps to packages, never back.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-do-not-know-each-other',
      comment: 'Apps talk through queues and HTTP; each is deployed alone.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'only-queue-imports-bullmq',
      comment: 'BullMQ’s ways stay in one place.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: '^packages/queue/' },
      to: { path: 'node_modules/bullmq' },
    },
    {
      name: 'testkit-is-for-tests',
      comment: 'Nothing that is deployed may need it.',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: ['\\.test\\.ts$', '^packages/testkit/'] },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody needs is dead.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.test\\.ts$',
          '\\.d\\.ts$',
          '(^|/)jest\\.config\\.cjs$',
          '/main\\.tsx?$',
          '/vite\\.config\\.ts$',
        ],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '/golden/', '/fixtures/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
    },
  },
};
