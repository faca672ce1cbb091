/**
 * Open question: which name of a namespace does the condition key `servicediscovery:NamespaceName` compare, its Name or its HttpName?
 *
 * The library assumes neither: where the two differ and `httpName` is given, `grants.discover()` allows both, on which the decision 015 rests
 * (docs/decisions/015-discovery-is-granted-by-condition.md).
 * What is asserted is that such a grant works, and that one for a third name does not. What one name alone does is an output of the stack of assertions
 * (`ByName`, `ByHttpName`): run it with `--verbose` to read it.
 *
 * The second of two namespaces of one name gets another HttpName. Two VPCs are needed for that, and no task. Costs: nothing. About 10 minutes.
 */
import { Match } from '@aws-cdk/integ-tests-alpha';
import { CfnOutput } from 'aws-cdk-lib';
import { ArnPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { DnsRecordType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { Attempt } from './aws-attempt';
import { AwsAttempt } from './aws-attempt';
import { publicVpc, Testbed } from './testbed';

// The rules tell that two namespaces of one name are a mistake, which is what is needed here.
const bed = new Testbed('question-namespace-name-key', { checks: false });
const name = bed.namespaceName;
const first = new PrivateDnsNamespace(bed.stack, 'First', { name, vpc: bed.vpc });
const second = new PrivateDnsNamespace(bed.stack, 'Second', { name, vpc: publicVpc(bed.stack, 'OtherVpc') });
second.node.addDependency(first);
second.createService('Service', { name: 'found', dnsRecordType: DnsRecordType.A });

const actions = ['servicediscovery:DiscoverInstances', 'servicediscovery:DiscoverInstancesRevision'];
const attempt = new AwsAttempt(bed.stack, 'Attempt', ['sts:AssumeRole']);
const role = new Role(bed.stack, 'Client', { assumedBy: new ArnPrincipal(attempt.role.roleArn) });
role.addToPolicy(new PolicyStatement({ actions, resources: ['*'] }));

const path = 'Namespace.Properties.HttpProperties.HttpName';
const httpName = bed.change('servicediscovery', 'GetNamespace', { Id: second.namespaceId }, [path]).getAttString(path);

/** The statement of `grants.discover()`, for these names of the namespace. */
function asking(names: string[]): Attempt {
  const condition = { StringEquals: { 'servicediscovery:NamespaceName': names, 'servicediscovery:ServiceName': 'found' } };
  return {
    client: 'servicediscovery',
    command: 'DiscoverInstances',
    input: { NamespaceName: httpName, ServiceName: 'found' },
    as: { roleArn: role.roleArn, policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*', Condition: condition }] } },
  };
}

// Asked again until the new role is known everywhere. After that, what is denied is the call itself.
bed.expectFrom(attempt.functionName, asking([name, httpName]), Match.stringLikeRegexp('"error":"none"'));
bed.expectOnce(attempt.functionName, asking(['another.name']), Match.stringLikeRegexp('"error":"AccessDenied'));
for (const [id, only] of Object.entries({ ByName: name, ByHttpName: httpName })) {
  const answer = bed.ask(attempt.functionName, asking([only])).getAttString('Payload.error');
  new CfnOutput(bed.assertionStack, id, { value: answer });
}

bed.synth();
