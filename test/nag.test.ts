import type { App } from 'aws-cdk-lib';
import { synthesizeExample } from './testing/examples';

/** The app of an example, after synthesis. */
function appOf(name: string): App {
  jest.resetModules();
  const { Stage } = jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib');
  const synth = jest.spyOn(Stage.prototype, 'synth');
  synthesizeExample(name, {}, { keepModules: true });
  return synth.mock.contexts[0] as App;
}

/** What cdk-nag finds in an example: rule and construct. */
function nagFindings(name: string): string[] {
  const app = appOf(name);
  const { AwsSolutionsChecks } = jest.requireActual<typeof import('cdk-nag')>('cdk-nag');
  return new AwsSolutionsChecks(app).validateScope(app).violations
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`));
}

describe('cdk-nag (AwsSolutions)', () => {
  afterEach(() => jest.restoreAllMocks());

  test('finds nothing in frontend-backend but what is the user\'s: flow logs of the VPC and Container Insights of the cluster', () => {
    expect(nagFindings('frontend-backend').map((finding) => finding.replace(/\/Resource$/, '')).sort()).toEqual([
      'AwsSolutions-ECS4 Shop/Cluster',
      'AwsSolutions-VPC7 Shop/Vpc',
    ]);
  });
});
