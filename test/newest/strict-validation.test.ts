import { CHECKS, exampleNames, readJson, synthesizeExample } from '../testing/examples';
import { pluginReports } from '../testing/plugin-reports';

const STRICT = { '@aws-cdk/core:validateAgainstDefaultRules': true, [CHECKS]: true };
const RECOMMENDED = readJson(require.resolve('aws-cdk-lib/recommended-feature-flags.json')) as Record<string, unknown>;

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
    expect(pluginReports(app.synth().directory)).toHaveLength(1);
  });

  describe.each(exampleNames())('the example %s', (name) => {
    test('has no finding', () => {
      expect(pluginReports(synthesizeExample(name, STRICT))).toEqual([]);
    });

    test('has no finding with all feature flags of a new app', () => {
      expect(pluginReports(synthesizeExample(name, { ...RECOMMENDED, ...STRICT }))).toEqual([]);
    });
  });
});
