import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exampleNames, readJson, synthesizeExample } from '../testing/examples';

const STRICT = { '@aws-cdk/core:validateAgainstDefaultRules': true };
const RECOMMENDED = readJson(require.resolve('aws-cdk-lib/recommended-feature-flags.json')) as Record<string, unknown>;

/** All that the CDK has to say about an app, in its own words. */
function findings(outdir: string): unknown[] {
  const report = join(outdir, 'validation-report.json');
  return existsSync(report) ? (readJson(report) as { pluginReports: unknown[] }).pluginReports : [];
}

describe('the validation of the newest CDK, in strict mode', () => {
  beforeAll(() => {
    process.env.CDK_VALIDATION = 'true';
  });
  afterAll(() => {
    process.env.CDK_VALIDATION = 'false';
  });

  test('reports an app that breaks one of its rules, so that silence means something', () => {
    jest.spyOn(console, 'error').mockImplementation();
    const { App, Stack } = jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib');
    const { CfnService } = jest.requireActual<typeof import('aws-cdk-lib/aws-servicediscovery')>('aws-cdk-lib/aws-servicediscovery');
    const app = new App({ context: STRICT });
    new CfnService(new Stack(app, 'Broken'), 'Service', { namespaceId: 'ns-1', dnsConfig: { dnsRecords: [{ type: 'MX', ttl: 10 }] } });
    expect(findings(app.synth().directory)).toHaveLength(1);
  });

  describe.each(exampleNames())('the example %s', (name) => {
    test('has no finding', () => {
      expect(findings(synthesizeExample(name, STRICT))).toEqual([]);
    });

    test('has no finding with all feature flags of a new app', () => {
      expect(findings(synthesizeExample(name, { ...RECOMMENDED, ...STRICT }))).toEqual([]);
    });
  });
});
