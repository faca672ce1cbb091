const base = require('./stryker.jest.config.js');

/** The tests of the rules over templates alone: through the checks at synth, every other test reaches the rules as well. */
module.exports = { ...base, testMatch: ['<rootDir>/test/template-rules/**/*.test.ts'] };
