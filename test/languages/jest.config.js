// The project's jest settings, for the tests that need the toolchains of other languages.
const base = require('../../package.json').jest;

module.exports = {
  ...base,
  maxWorkers: 1, // each starts servers and tools that take the whole machine
  rootDir: '../..',
  testMatch: ['<rootDir>/test/languages/**/*.languages.ts'],
  collectCoverage: false,
  reporters: ['default'],
  testTimeout: 15 * 60_000, // an empty cache, and a busy machine
};
