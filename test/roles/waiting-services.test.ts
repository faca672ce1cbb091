import { Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { logGroupsOf, rolesOf, SHARED } from './policies';
import { circlesInAssembly } from '../connect/circular-dependencies';
import { rulesOf, shopWith, templateOf, templatesOf, waitsOf } from '../connect/reading';

describe.each([true, false])('with aspectStabilization %s', (stabilization) => {
  test.each<[string, string[]]>([
    ['no connection', []], ['a connection', ['Frontend > Backend']], ['one against it', ['Backend > Frontend']], ['both', ['Frontend > Backend', 'Backend > Frontend']],
  ])('a service may wait for another with all that belongs to it, with %s', (_what, lines) => {
    const shop = shopWith(stabilization);
    const services = new Map(['Frontend', 'Backend'].map((id) => [id, shop.service(id)]));
    services.get('Frontend')!.node.addDependency(services.get('Backend')!);
    lines.map((line) => line.split(' > ')).forEach(([from, to]) => services.get(from)!.connectTo(services.get(to)!));
    const template = templateOf(shop);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(rulesOf(template)).toHaveLength(lines.length);
    expect([rolesOf(template, 'Frontend'), rolesOf(template, 'Backend')]).toEqual([{ execution: 'FrontendExecutionRole' }, { execution: SHARED }]);
    expect([logGroupsOf(template, 'FrontendExecutionRole'), logGroupsOf(template, SHARED)]).toEqual([['FrontendLogGroup'], ['BackendLogGroup']]);
    expect(waitsOf(template, 'Backend')).toEqual([]);
  });

  test('three services wait for each other in a row, and one that nobody waits for stays on the shared role', () => {
    const shop = shopWith(stabilization);
    const [a, b, c] = ['A', 'B', 'C', 'D'].map((id) => shop.service(id));
    a.node.addDependency(b);
    b.node.addDependency(c);
    const template = templateOf(shop);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(logGroupsOf(template, SHARED)).toEqual(['CLogGroup', 'DLogGroup']);
  });

  /** What two log groups may wait for, that the shared role waits for in turn. */
  test.each<[string, (logGroup: CfnLogGroup, service: CfnService) => unknown]>([
    ['an override', (logGroup, service) => logGroup.addPropertyOverride('KmsKeyId', service.ref)],
    ['a Lazy', (logGroup, service) => logGroup.kmsKeyId = Lazy.string({ produce: () => service.attrName })],
    ['a tag', (logGroup, service) => logGroup.tags.setTag('service', service.ref)],
    ['metadata', (logGroup, service) => logGroup.addMetadata('service', service.ref)],
    ['DependsOn', (logGroup, service) => logGroup.addDependency(service)],
    ['what is between them', (logGroup, service) => logGroup.addPropertyOverride('KmsKeyId', new CfnQueue(service, 'Queue', { queueName: service.attrName }).ref)],
  ])('a service whose log group refers to another by %s has a role of its own', (_what, refer) => {
    const shop = shopWith(stabilization);
    const [a, b] = ['A', 'B', 'C'].map((id) => shop.service(id));
    refer(a.logGroup!.node.defaultChild as CfnLogGroup, b.service.node.defaultChild as CfnService);
    const template = templateOf(shop);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect([logGroupsOf(template, 'AExecutionRole'), logGroupsOf(template, SHARED)]).toEqual([['ALogGroup'], ['BLogGroup', 'CLogGroup']]);
  });

  test('a service whose logs are in a nested stack that refers to another has a role of its own', () => {
    const shop = shopWith(stabilization);
    const [a, b] = ['A', 'B'].map((id) => shop.service(id));
    const nested = new NestedStack(shop.stack, 'Nested');
    new CfnLogGroup(nested, 'Logs', { logGroupName: (b.service.node.defaultChild as CfnService).attrName });
    const arn = nested.nestedStackResource!.getAtt('Outputs.Logs').toString();
    a.service.taskDefinition.obtainExecutionRole().addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:PutLogEvents'], resources: [arn] }));
    const template = templateOf(shop);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect([rolesOf(template, 'A'), rolesOf(template, 'B')]).toEqual([{ execution: 'AExecutionRole' }, { execution: SHARED }]);
  });

  test('the shared role of a second stack is settled before start orders are decided, in whatever order the stacks stand', () => {
    const [first, second] = [true, false].map((shopFirst) => {
      const shop = shopWith(stabilization);
      const other = new Stack(shop.app, 'Other');
      const inShop = () => shop.service('P').connectTo(shop.service('Q'));
      const inOther = () => {
        const [x, b, z] = ['X', 'B', 'Z'].map((id) => shop.service(id, { discoveryName: `${id}2` }, other));
        x.node.addDependency(b);
        b.connectTo(z, { prefix: 'Z' });
      };
      (shopFirst ? [inShop, inOther] : [inOther, inShop]).forEach((build) => build());
      const templates = templatesOf(shop.app);
      expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
      return templates;
    });
    expect(waitsOf(first['Other.template.json'], 'B')).toEqual(['Z', 'rule']);
    expect(first).toEqual(second);
  });
});
