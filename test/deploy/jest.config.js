// The project's jest settings, for what deploys to an emulator.
const base = require('../../package.json').jest;

module.exports = {
  ...base,
  maxWorkers: 1, // each starts servers and tools that take the whole machine
  rootDir: '../..',
  testMatch: ['<rootDir>/test/deploy/**/*.deploy.ts'],
  collectCoverage: false,
  reporters: ['default'],
  testTimeout: 300_000,
};
