const path = require('node:path');

const swc = [
  require.resolve('@swc/jest'),
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
    swcrc: false,
  },
];

/** The jest settings that every package and app shares; `testMatch` tells unit from integration. */
module.exports = (rootDir, testMatch) => ({
  rootDir,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  resolver: path.join(__dirname, 'jest.resolver.cjs'),
  transform: { '\\.[cm]?[jt]s$': swc },
  // Much of the tree below node_modules is ESM only by now, so all of it is transformed but what cannot be.
  transformIgnorePatterns: ['\\.node$', '/node_modules/\\.pnpm/(typescript|lodash|rxjs|@swc)[@+]'],
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  cacheDirectory: path.join(__dirname, 'node_modules/.cache/jest'),
});
