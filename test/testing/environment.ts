import '../../src/shared/cdk-tokens';

// The CDK's own validator costs seconds at the first synth of a process. It is on, and strict, in test/newest/strict-validation.test.ts alone.
process.env.CDK_VALIDATION ??= 'false';

// The checks of templates read each one again and print a report. They are on in the tests of the checks, and over all examples and generated combinations.
process.env.CDK_CONTEXT_JSON ??= JSON.stringify({ 'cdk-discoverable-service:checks': false });
