import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { PlacementStrategy } from 'aws-cdk-lib/aws-ecs';
import { textsOf } from './texts-of';
import { Capacity } from '../../src';
import type { Ec2Settings } from '../../src/capacity/capacity-rules';
import { ec2Rules } from '../../src/capacity/capacity-rules';
import { strayProvider } from '../capacity/instances';
import { Shop, messageOf } from '../testing/shop';

const HOST_PORT = (got: string) => `[host-port] hostPort is ${got}.
  why: A port of the instance is a whole number from 1 to 65535. 22, 2375, 2376 and 51678 to 51680 are reserved for SSH, Docker and the agent of ECS, \
and from 32768 to 60999 Docker takes free ports for other containers.
  fix: Give another port, or none: Docker then takes a free one for each task, and SRV records tell which.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html`;

const PLACEMENT = (got: string) => `[daemon-placement] A daemon has ${got}.
  why: A daemon runs one task on each instance: there is nothing to place, and no share to give a capacity provider. ECS refuses both.
  fix: Leave placementStrategies and capacityProviders out; placementConstraints tell which instances a daemon runs on.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html`;

const WHOLE: Ec2Settings = { daemon: false, hasPlacementStrategies: false, hasProviders: false };
const texts = (settings: Partial<Ec2Settings>) => textsOf(ec2Rules, { ...WHOLE, ...settings });

test.each([undefined, 1, 80, 8080, 32767, 61000, 65535])('the port %s of an instance is whole', (hostPort) => {
  expect(texts({ hostPort })).toEqual([]);
});

test.each([-1, 0, 65536, 80.5, NaN, 22, 2375, 2376, 32768, 51678, 51679, 51680, 60999])('the port %d of an instance is refused', (hostPort) => {
  expect(texts({ hostPort })).toEqual([HOST_PORT(`${hostPort}`)]);
});

test.each([
  ['a parameter', new CfnParameter(new Stack(), 'Port', { type: 'Number' }).valueAsNumber],
  ['lazy', Lazy.number({ produce: () => 22 })],
])('a port of an instance that is %s passes', (_what, hostPort) => {
  expect(texts({ hostPort })).toEqual([]);
});

test.each<[string, Partial<Ec2Settings>, string[]]>([
  ['a daemon alone', { daemon: true }, []],
  ['tasks with placement and shares', { hasPlacementStrategies: true, hasProviders: true }, []],
  ['a daemon that is placed', { daemon: true, hasPlacementStrategies: true }, [PLACEMENT('placementStrategies')]],
  ['a daemon that is shared out', { daemon: true, hasProviders: true }, [PLACEMENT('capacityProviders')]],
  ['a daemon with both', { daemon: true, hasPlacementStrategies: true, hasProviders: true }, [PLACEMENT('placementStrategies'), PLACEMENT('capacityProviders')]],
])('%s is judged', (_what, settings, expected) => {
  expect(texts(settings)).toEqual(expected);
});

test('Capacity.ec2Bridge() refuses a port that SSH has', () => {
  expect(messageOf(() => Capacity.ec2Bridge({ hostPort: 22 }))).toBe(`Capacity.ec2Bridge(): 1 problem\n\n${HOST_PORT('22')}\n`);
});

test.each(['ec2', 'ec2Bridge', 'ec2Host'] as const)('Capacity.%s() refuses a daemon that is placed and shared out, with both reasons', (call) => {
  const capacityProviders = [{ provider: strayProvider(new Shop(), 'Provider') }];
  expect(messageOf(() => Capacity[call]({ daemon: true, placementStrategies: [PlacementStrategy.randomly()], capacityProviders })))
    .toBe(`Capacity.${call}(): 2 problems\n\n${PLACEMENT('placementStrategies')}\n\n${PLACEMENT('capacityProviders')}\n`);
});

test('a daemon with an empty list of strategies and of providers is whole', () => {
  expect(() => Capacity.ec2({ daemon: true, placementStrategies: [], capacityProviders: [] })).not.toThrow();
});

test('a daemon with empty lists is defined', () => {
  const shop = new Shop();
  shop.service('Backend', { capacity: Capacity.ec2({ daemon: true, placementStrategies: [], capacityProviders: [] }) });
  shop.template().hasResourceProperties('AWS::ECS::Service', { SchedulingStrategy: 'DAEMON', LaunchType: 'EC2' });
});
