import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { rulesOf, templatesOf } from './reading';
import { Capacity } from '../../src';
import { addInstances, undeployable } from '../capacity/instances';
import { Shop } from '../testing/shop';

/** VPC, cluster and instances in a stack `Platform`; services in stacks of their own. */
class Platform extends Shop {
  public readonly platform = new Stack(this.app, 'Platform');
  public readonly shared = new Cluster(this.platform, 'Cluster', { vpc: new Vpc(this.platform, 'Vpc', { maxAzs: 2, natGateways: 1 }) });

  public constructor(early = true) {
    super();
    if (early) {
      addInstances(this.shared);
    }
  }

  public on(capacity: Capacity, id: string, stack: Stack, port = 80) {
    return this.service(id, { cluster: this.shared, capacity, port }, stack);
  }

  /** Every rule of the app, and the stack that holds it. */
  public rules(): string[] {
    return Object.entries(templatesOf(this.app)).flatMap(([file, template]) => rulesOf(template).map((rule) =>
      `${file.replace('.template.json', '')} ${/tcp \S+$/.exec(rule)![0]}`));
  }
}

const CAPACITIES: { readonly [mode: string]: Capacity } = {
  fargate: Capacity.fargate(),
  awsvpc: Capacity.ec2(),
  bridge: Capacity.ec2Bridge(),
  fixed: Capacity.ec2Bridge({ hostPort: 8080 }),
  host: Capacity.ec2Host(),
};
/** What a target in each mode has opened, which listens on the port 80; and one that listens on 81. */
const PORTS: { readonly [mode: string]: string } = {
  fargate: 'tcp 80-80', awsvpc: 'tcp 80-80', bridge: 'tcp 32768-65535', fixed: 'tcp 8080-8080', host: 'tcp 80-80',
};
const PORTS_OF_81: typeof PORTS = { ...PORTS, fargate: 'tcp 81-81', awsvpc: 'tcp 81-81', host: 'tcp 81-81' };

const pairsOf = (...modes: string[]) => modes.flatMap((from) => modes.map((to) => [from, to] as const));
const opened = (platform: Platform) => platform.rules().map((rule) => rule.slice(rule.indexOf('tcp'))).sort();

const NEAR = pairsOf('fargate', 'bridge', 'host');
const FAR = pairsOf('awsvpc', 'bridge', 'fixed', 'host');

test.each(NEAR)('%s connects to %s in a stack beside that of the cluster, and no stack waits for itself', (from, to) => {
  const platform = new Platform();
  platform.on(CAPACITIES[from], 'Frontend', platform.stack, 81).connectTo(platform.on(CAPACITIES[to], 'Backend', platform.stack));
  expect(opened(platform)).toEqual([PORTS[to]]);
  expect(undeployable(platform.app)).toEqual([]);
});

test.each(FAR)('%s connects to %s in another stack and is called back, and no stack waits for itself', (from, to) => {
  const platform = new Platform();
  const frontend = platform.on(CAPACITIES[from], 'Frontend', new Stack(platform.app, 'Front'), 81);
  const backend = platform.on(CAPACITIES[to], 'Backend', new Stack(platform.app, 'Back'));
  frontend.connectTo(backend);
  backend.connectTo(frontend);
  // Instances that reach themselves on the same ports need one rule for both directions.
  expect(opened(platform)).toEqual([...new Set([PORTS[to], PORTS_OF_81[from]])].sort());
  expect(undeployable(platform.app)).toEqual([]);
});

test('a rule on instances of the platform is held by the stack of the service that needs it', () => {
  const platform = new Platform();
  platform.on(Capacity.fargate(), 'Frontend', platform.stack).connectTo(platform.on(Capacity.ec2Bridge(), 'Backend', platform.stack));
  expect(platform.rules()).toEqual(['Shop tcp 32768-65535']);
});

test('a rule between instances of the platform is held by the platform', () => {
  const platform = new Platform();
  platform.on(Capacity.ec2Host(), 'Frontend', platform.stack, 81).connectTo(platform.on(Capacity.ec2Bridge(), 'Backend', platform.stack));
  expect(platform.rules()).toEqual(['Platform tcp 32768-65535']);
});

test('instances that join the platform after the line are opened, and no stack waits for itself', () => {
  const platform = new Platform(false);
  platform.on(Capacity.fargate(), 'Frontend', platform.stack).connectTo(platform.on(Capacity.ec2Host(), 'Backend', platform.stack));
  addInstances(platform.shared);
  expect(platform.rules()).toEqual(['Shop tcp 80-80']);
  expect(undeployable(platform.app)).toEqual([]);
});

test('services on instances of the platform are deployed after it', () => {
  const platform = new Platform();
  platform.on(Capacity.ec2Host(), 'Frontend', platform.stack, 81).connectTo(platform.on(Capacity.ec2Host(), 'Backend', new Stack(platform.app, 'Back')));
  const assembly = platform.app.synth();
  expect(assembly.getStackByName('Shop').dependencies.map(({ id }) => id)).toEqual(expect.arrayContaining(['Platform', 'Back']));
  expect(assembly.getStackByName('Platform').dependencies.filter(({ id }) => ['Shop', 'Back'].includes(id))).toEqual([]);
});
