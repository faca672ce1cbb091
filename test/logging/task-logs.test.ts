import { CfnResource, PropertyInjectors, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup, FilterPattern, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DiscoverableService } from '../../src';
import { IMAGE, Shop } from '../testing/shop';

const LOG_GROUP = 'AWS::Logs::LogGroup';

function shopWithBackend(logRetention?: RetentionDays) {
  const shop = new Shop();
  return { shop, backend: shop.service('Backend', { logRetention }) };
}

test('logs stay for a month, and when the service is gone', () => {
  const { shop } = shopWithBackend();
  shop.template().hasResource(LOG_GROUP, { Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test('logs can stay forever', () => {
  const { shop } = shopWithBackend(RetentionDays.INFINITE);
  shop.template().hasResourceProperties(LOG_GROUP, { RetentionInDays: Match.absent() });
});

describe('the log group, when somebody asks for it', () => {
  test('is the same for everyone', () => {
    const { backend } = shopWithBackend();
    expect(backend.logGroup).toBe(backend.logGroup);
  });

  test('has its resource as the default child, and a removal policy can be set', () => {
    const { shop, backend: { logGroup } } = shopWithBackend();
    expect(logGroup.node.defaultChild).toBeInstanceOf(CfnLogGroup);
    logGroup.applyRemovalPolicy(RemovalPolicy.DESTROY);
    shop.template().hasResource(LOG_GROUP, { DeletionPolicy: 'Delete' });
  });

  test('takes filters and grants by its name', () => {
    const { shop, backend } = shopWithBackend();
    const reader = new Role(shop.stack, 'Reader', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    backend.logGroup.addMetricFilter('Errors', { filterPattern: FilterPattern.allTerms('ERROR'), metricNamespace: 'Shop', metricName: 'Errors' });
    backend.logGroup.grantRead(reader);
    const template = shop.template();
    const [id] = Object.keys(template.findResources(LOG_GROUP));
    template.hasResourceProperties('AWS::Logs::MetricFilter', { LogGroupName: { Ref: id } });
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain(`{"Ref":"${id}"},":*"`);
  });

  test('has its tags and dependencies on the resource, both ways', () => {
    const { shop, backend: { logGroup } } = shopWithBackend();
    const [first, last] = ['First', 'Last'].map((id) => new CfnResource(shop.stack, id, { type: 'AWS::SNS::Topic' }));
    Tags.of(logGroup).add('team', 'shop');
    logGroup.node.addDependency(first);
    last.node.addDependency(logGroup);
    const template = shop.template();
    const [id] = Object.keys(template.findResources(LOG_GROUP));
    template.hasResource(LOG_GROUP, { Properties: { Tags: [{ Key: 'team', Value: 'shop' }] }, DependsOn: ['First'] });
    template.hasResource('AWS::SNS::Topic', { DependsOn: [id] });
  });

  test('leaves the likely ids to the user', () => {
    const { backend } = shopWithBackend();
    new LogGroup(backend, 'Logs');
    expect(backend.logGroup.logGroupName).toBeDefined();
  });

  test('can be read in another stack', () => {
    const shop = new Shop();
    const other = new Stack(shop.app, 'Other');
    const { logGroup } = shop.service('Backend');
    new CfnLogGroup(other, 'Copy', { logGroupName: `${logGroup.logGroupName}-copy` });
    expect(JSON.stringify(shop.template(other).findResources(LOG_GROUP))).toContain('Fn::ImportValue');
  });

  test('can be asked for after the synthesis, and the app is synthesized again', () => {
    const { shop, backend } = shopWithBackend();
    const before = shop.template().toJSON();
    expect(shop.stack.resolve(backend.logGroup.logGroupName)).toEqual({ Ref: expect.stringMatching(/^BackendLogGroup/) });
    expect(shop.stack.resolve(backend.cloudMapService.serviceName)).toBe('backend');
    expect(shop.template().toJSON()).toEqual(before);
  });
});

test('what an app changes in all log groups is changed in these', () => {
  const shop = new Shop();
  PropertyInjectors.of(shop.app).add({
    constructUniqueId: LogGroup.PROPERTY_INJECTION_ID, inject: (props) => ({ ...props, retention: RetentionDays.ONE_WEEK }),
  });
  const backend = new DiscoverableService(shop.stack, 'Backend', { cluster: shop.cluster, image: IMAGE, port: 80 });
  shop.template().hasResourceProperties(LOG_GROUP, { RetentionInDays: 7 });
  expect(backend.logGroup).toBeInstanceOf(LogGroup);
});
