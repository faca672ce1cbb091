import type { CfnElement } from 'aws-cdk-lib';
import { Aspects, CfnOutput, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnService } from 'aws-cdk-lib/aws-ecs';
import type { IConstruct } from 'constructs';
import { Shop } from '../testing/shop';

const idsOf = (shop: Shop) => Object.keys(shop.template().findResources('AWS::ECS::Service'));

function shopWithBackend() {
  const shop = new Shop();
  const backend = shop.service('Backend');
  return { shop, backend, resource: backend.node.findChild('Service').node.defaultChild as CfnService };
}

test('an id that the stack renames is renamed, also where others refer to it', () => {
  const { shop, resource } = shopWithBackend();
  new CfnOutput(shop.stack, 'Name', { value: resource.attrName });
  shop.stack.renameLogicalId(shop.stack.getLogicalId(resource), 'Renamed');
  const template = shop.template();
  expect(Object.keys(template.findResources('AWS::ECS::Service'))).toEqual(['Renamed']);
  template.hasOutput('Name', { Value: { 'Fn::GetAtt': ['Renamed', 'Name'] } });
});

test('an id that the user gives is kept', () => {
  const { shop, resource } = shopWithBackend();
  resource.overrideLogicalId('Mine');
  expect(idsOf(shop)).toEqual(['Mine']);
});

test('an id that another stack names already is kept', () => {
  const { shop, resource } = shopWithBackend();
  const [before] = idsOf(shopWithBackend().shop);
  shop.stack.exportValue(resource.attrName);
  expect(idsOf(shop)).toEqual([before]);
});

test.each<[string, (resource: CfnService) => void]>([
  ['gives an id', (resource) => resource.overrideLogicalId('ByAspect')],
  ['has the stack rename one', (resource) => resource.stack.renameLogicalId(resource.stack.getLogicalId(resource), 'ByAspect')],
])('an aspect that %s is heard', (_what, change) => {
  const { shop } = shopWithBackend();
  Aspects.of(shop.app).add({
    visit: (node: IConstruct) => {
      if (CfnResource.isCfnResource(node) && node.cfnResourceType === CfnService.CFN_RESOURCE_TYPE_NAME) {
        change(node as CfnService);
      }
    },
  });
  expect(idsOf(shop)).toEqual(['ByAspect']);
});

test('ids are the same in every synthesis', () => {
  const { shop } = shopWithBackend();
  expect(idsOf(shop)).toEqual(idsOf(shop));
});

test('the ids of services and of their rules are made once', () => {
  class CountingStack extends Stack {
    public readonly made: string[] = [];

    protected allocateLogicalId(element: CfnElement): string {
      this.made.push(element.node.path);
      return super.allocateLogicalId(element);
    }
  }
  const shop = new Shop();
  const stack = new CountingStack(shop.app, 'Services');
  shop.service('Frontend', {}, stack).connectTo(shop.service('Backend', {}, stack));
  shop.app.synth();
  const ours = stack.made.filter((path) => /^Services\/(Frontend|Backend|DiscoveryConnections)\//.test(path));
  expect(ours.length).toBe(11);
  expect(new Set(ours).size).toBe(11);
});
