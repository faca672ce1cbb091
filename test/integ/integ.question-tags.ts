/**
 * Open question: can the tags of Cloud Map's resources be changed by CloudFormation?
 *
 * The library assumes that they cannot ("Updates are not supported"), and that such an update fails. On it rests that the guide from AWS Copilot keeps the tags of a
 * stack as they were (docs/migrate-from-copilot.md).
 *
 * Costs: nothing. About 10 minutes.
 */
import { ChildStack } from './child-stack';
import { Testbed } from './testbed';

const bed = new Testbed('question-tags');
const template = (value: string) => ({
  Resources: {
    Names: { Type: 'AWS::ServiceDiscovery::HttpNamespace', Properties: { Name: 'integ-question-tags', Tags: [{ Key: 'team', Value: value }] } },
    Service: {
      Type: 'AWS::ServiceDiscovery::Service',
      Properties: { Name: 'tagged', NamespaceId: { 'Fn::GetAtt': ['Names', 'Id'] }, Tags: [{ Key: 'team', Value: value }] },
    },
  },
});

const child = new ChildStack(bed, ['servicediscovery:*']);
child.create(template('shop'), {});
child.update(template('stock'), {}, 'UPDATE_ROLLBACK_COMPLETE');
child.delete();

bed.synth();
