const { jest } = require('./package.json');

/** The unit tests without type checks, and without the suites that synthesize whole examples: each mutant runs all tests that reach it. */
module.exports = {
  ...jest,
  reporters: ['default'],
  testPathIgnorePatterns: [
    ...jest.testPathIgnorePatterns, '/test/examples', '/test/reachability', '/test/nag', '/test/many-services', '/test/doc-pages', '/test/docs', '/test/architecture',
  ],
  transform: { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig: 'test/tsconfig.json', isolatedModules: true, diagnostics: false }] },
};
