const preset = require('../jest.preset.cjs');

module.exports = {
  ...preset(__dirname, ['<rootDir>/src/**/*.e2e.ts']),
  testTimeout: 120_000,
};
