// The CDK's own validator costs seconds at the first synth of a process. It is on, and strict, in test/newest/strict-validation.test.ts alone.
process.env.CDK_VALIDATION ??= 'false';
