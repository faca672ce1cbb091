// The project's jest settings, for the tests that need tools which npm does not bring.
const base = require('../../package.json').jest;

module.exports = {
  ...base,
  maxWorkers: 1, // each starts servers and tools that take the whole machine
  rootDir: '../..',
  testMatch: ['<rootDir>/test/tools/**/*.tools.ts'],
  collectCoverage: false,
  reporters: ['default'],
  testTimeout: 60_000,
};
