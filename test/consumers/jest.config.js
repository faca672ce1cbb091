// What users of npm, pnpm and yarn do with the package: each file installs apps outside the clone.
const base = require('../../package.json').jest;

module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/consumers/**/*.consumers.ts'],
  collectCoverage: false,
  reporters: ['default'],
  setupFiles: [],
  globalSetup: '<rootDir>/test/consumers/support/prepare.ts',
  globalTeardown: '<rootDir>/test/consumers/support/clear-away.ts',
  testTimeout: 300_000, // installing takes as long as the network does
  maxWorkers: 2,
};
