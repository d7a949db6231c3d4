const preset = require('../../jest.preset.cjs');

module.exports = {
  projects: [
    { displayName: 'unit', ...preset(__dirname, ['<rootDir>/src/**/*.test.ts']) },
    { displayName: 'integration', ...preset(__dirname, ['<rootDir>/test/**/*.test.ts']) },
  ],
};
