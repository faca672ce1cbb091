import type { RuleText } from '../shared/rule';

export const CHECKS_WITHOUT_APP: RuleText = {
  id: 'checks-without-app',
  severity: 'error',
  why: 'The CDK validates the templates of apps and stages: what is in none is not synthesized.',
  fix: 'Give DiscoveryChecks.of() the app, a stack of it, or any construct below.',
  link: 'https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html',
};
