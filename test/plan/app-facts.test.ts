import { App, CfnCondition, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { CfnPrivateDnsNamespace, CfnService } from 'aws-cdk-lib/aws-servicediscovery';
import { appFacts } from '../../src/plan/app-facts';
import { identityOf } from '../../src/plan/identity';

/** An app with one stack, and the facts of what a test puts into it. */
function app() {
  const root = new App();
  const stack = new Stack(root, 'Shop');
  return { root, stack, condition: new CfnCondition(stack, 'InProduction', { expression: Fn.conditionEquals('a', 'b') }) };
}

const A_RECORDS = [{ type: 'A', ttl: 10 }];

test('a service and a namespace are read with path, name and where they are', () => {
  const { root, stack } = app();
  const { attrId } = new CfnPrivateDnsNamespace(stack, 'Names', { name: 'shop.internal', vpc: 'vpc-1' });
  new CfnService(stack, 'Backend', { name: 'Backend', namespaceId: attrId, dnsConfig: { dnsRecords: A_RECORDS } });
  new CfnService(stack, 'Api', { name: 'Api', namespaceId: 'ns-1' });

  expect(appFacts(root.node.findAll())).toEqual({
    services: [
      { path: 'Shop/Backend', name: 'Backend', ignoresCase: true, namespaceIdentity: identityOf(attrId), namespaceName: 'shop.internal', environment: 'stage ', host: 'backend.shop.internal' },
      { path: 'Shop/Api', name: 'Api', ignoresCase: false, namespaceIdentity: 'ns-1', environment: 'stage ' },
    ],
    namespaces: [{ path: 'Shop/Names', name: 'shop.internal', vpcIdentity: 'vpc-1' }],
    publicNamespaces: [],
    serviceConnectNames: [],
  });
});

test('a namespace that stands in the DNS config only is read', () => {
  const { root, stack } = app();
  new CfnService(stack, 'Backend', { name: 'backend', dnsConfig: { dnsRecords: A_RECORDS, namespaceId: 'ns-1' } });

  expect(appFacts(root.node.findAll()).services.map(({ namespaceIdentity }) => namespaceIdentity)).toEqual(['ns-1']);
});

test('what is deployed under a condition is left out', () => {
  const { root, stack, condition } = app();
  new CfnService(stack, 'Backend', { name: 'backend', namespaceId: 'ns-1' }).cfnOptions.condition = condition;
  new CfnPrivateDnsNamespace(stack, 'Names', { name: 'shop.internal', vpc: 'vpc-1' }).cfnOptions.condition = condition;

  expect(appFacts(root.node.findAll())).toEqual({ services: [], namespaces: [], publicNamespaces: [], serviceConnectNames: [] });
});

test('what is not known is left out: no name, a name that is a token, no namespace', () => {
  const { root, stack } = app();
  const parameter = new CfnParameter(stack, 'Name').valueAsString;
  new CfnService(stack, 'NoName', { namespaceId: 'ns-1' });
  new CfnService(stack, 'Parameter', { name: parameter, namespaceId: 'ns-1' });
  new CfnService(stack, 'NoNamespace', { name: 'backend' });
  new CfnService(stack, 'Lazy', { name: 'backend', dnsConfig: Lazy.any({ produce: () => ({ namespaceId: 'ns-1', dnsRecords: A_RECORDS }) }) });
  new CfnPrivateDnsNamespace(stack, 'Names', { name: parameter, vpc: 'vpc-1' });

  expect(appFacts(root.node.findAll())).toEqual({ services: [], namespaces: [], publicNamespaces: [], serviceConnectNames: [] });
});

test('a service without records in a namespace that has DNS does not tell capital letters from small ones either', () => {
  const { root, stack } = app();
  new CfnService(stack, 'Api', { name: 'Api', namespaceId: 'ns-1', type: 'HTTP' });

  expect(appFacts(root.node.findAll()).services.map(({ ignoresCase }) => ignoresCase)).toEqual([true]);
});
