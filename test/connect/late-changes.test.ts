import type { IAspect } from 'aws-cdk-lib';
import { Aspects } from 'aws-cdk-lib';
import { ContainerDefinition, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { resourcesOf, shopWith, templateOf, variablesOf } from './reading';
import { IMAGE } from '../testing/shop';

describe.each([true, false])('with aspectStabilization %s', (stabilization) => {
  function connectedShop() {
    const shop = shopWith(stabilization);
    shop.service('Frontend').connectTo(shop.service('Backend'));
    return shop;
  }

  test('a variable that an aspect of the app adds reaches the template', () => {
    const shop = connectedShop();
    Aspects.of(shop.app).add({ visit: (node) => node instanceof ContainerDefinition && node.addEnvironment('REGION_CODE', 'x') } as IAspect);
    const template = templateOf(shop);
    expect(['Frontend', 'Backend'].map((id) => variablesOf(template, id).REGION_CODE)).toEqual(['x', 'x']);
  });

  test('a sidecar that an aspect adds reaches the template', () => {
    const shop = connectedShop();
    Aspects.of(shop.stack).add({
      visit: (node) => node instanceof TaskDefinition && node.findContainer('sidecar') === undefined && node.addContainer('sidecar', { image: IMAGE }),
    } as IAspect);
    const names = resourcesOf(templateOf(shop), 'AWS::ECS::TaskDefinition').map(([, { Properties }]) =>
      (Properties!.ContainerDefinitions as Array<{ Name: string }>).map(({ Name }) => Name));
    expect(names).toEqual([['app', 'sidecar'], ['app', 'sidecar']]);
  });

  test('a variable of a connection is not lost where a service waits for another with all that belongs to it', () => {
    const shop = shopWith(stabilization);
    const [x, y, z] = ['X', 'Y', 'Z'].map((id) => shop.service(id));
    x.node.addDependency(y);
    y.connectTo(z);
    expect(variablesOf(templateOf(shop), 'Y')).toEqual({ Z_HOST: 'z.ecs-internal', Z_PORT: '80', Z_URL: 'http://z.ecs-internal:80' });
  });
});
