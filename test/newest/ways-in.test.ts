import { Stack } from 'aws-cdk-lib';
import { DnsRecords } from '../../src';
import { undeployable } from '../capacity/instances';
import type { Combination } from '../generative/ways-in';
import { CAPACITIES, EXPOSURES, ROLES, brokenBy, calledPort, sharesNetwork } from '../generative/ways-in';
import { Network } from '../reachability/network';
import { pluginReports } from '../testing/plugin-reports';
import { Shop, brokenRules } from '../testing/shop';

const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';

/** Every combination of exposure, capacity and Service Connect role, judged by AWS's facts and by what its templates say. */
const COMBINATIONS: readonly Combination[] = Object.keys(EXPOSURES).flatMap((exposure) =>
  Object.keys(CAPACITIES).flatMap((capacity) => Object.keys(ROLES).map((role) => ({ exposure, capacity, role }))));

/** A service of a combination in a stack of its own, as a load balancer of another stack needs it, and a caller that is a client of Service Connect where it can be one. */
function build(combination: Combination, shop: Shop): void {
  const stack = new Stack(shop.app, 'Back');
  const exposure = EXPOSURES[combination.exposure]?.(shop);
  const backend = shop.service('Backend', {
    port: 8080,
    capacity: CAPACITIES[combination.capacity](shop),
    serviceConnect: ROLES[combination.role],
    dnsRecords: sharesNetwork(combination) ? DnsRecords.srv() : DnsRecords.aAndSrv(),
  }, stack);
  if (exposure) {
    backend.exposeVia(exposure);
  }
  const serviceConnect = combination.role === 'clientAndServer' ? ROLES.clientOnly : undefined;
  shop.service('Caller', { port: undefined, serviceConnect }, stack).connectTo(backend);
}

/** The groups that let the world in, which are not those of a public load balancer. */
function tooOpen(network: Network): string[] {
  const allowed = network.publicGroups();
  return network.openToAll().filter((rule) => !allowed.some((group) => rule.startsWith(`${group} `)));
}

/** The groups of what calls the tasks: the load balancer, or the VPC link. */
function callingGroups(network: Network): string[] {
  const groups = network.ofType(SECURITY_GROUP).map(([key]) => key);
  return groups.filter((key) => /(Alb|Nlb|HttpApi)SecurityGroup|Edge\.template\.json\/(AlbSecurityGroup|Group)/.test(key));
}

function calledGroups(network: Network, combination: Combination): string[] {
  return sharesNetwork(combination) ? network.ofType(SECURITY_GROUP).map(([key]) => key).filter((key) => /InstancesInstanceSecurityGroup/.test(key))
    : network.ofType('AWS::ECS::Service').filter(([key]) => /\/Backend/.test(key)).flatMap(([key]) => network.groupsOfService(key));
}

/** What is wrong with the templates of a combination that stands. */
function faultsOf(combination: Combination, shop: Shop): unknown[] {
  const { directory } = shop.app.synth();
  const network = new Network(directory);
  const [[, { Properties: service }]] = network.ofType('AWS::ECS::Service').filter(([key]) => /\/Backend/.test(key));
  const balanced = (service.LoadBalancers ?? []) as unknown[];
  const types = network.ofType('AWS::ElasticLoadBalancingV2::TargetGroup').map(([, { Properties }]) => Properties.TargetType);
  const expectsGroup = combination.exposure !== 'none' && combination.exposure !== 'httpApi';
  const protocol = combination.exposure.endsWith('UDP') ? 'udp' : 'tcp';
  const reached = callingGroups(network).some((from) => calledGroups(network, combination)
    .some((to) => network.reaches(from, to, protocol, calledPort(combination))));
  return [
    ...pluginReports(directory),
    ...undeployable(shop.app),
    ...tooOpen(network),
    ...balanced.length === (expectsGroup ? 1 : 0) ? [] : [`${balanced.length} target groups`],
    ...types.every((type) => type === (sharesNetwork(combination) ? 'instance' : 'ip')) ? [] : [`target types ${types.join()}`],
    ...combination.exposure === 'none' || reached ? [] : ['nothing that calls the tasks reaches them'],
    ...connectFaults(combination, service.ServiceConnectConfiguration as Record<string, unknown> | undefined),
  ];
}

function connectFaults({ role }: Combination, configuration: Record<string, unknown> | undefined): string[] {
  const services = (configuration?.Services ?? []) as Array<{ DiscoveryName: string }>;
  const expected = { none: undefined, off: false, clientOnly: true, clientAndServer: true }[role];
  return [
    ...configuration?.Enabled === expected ? [] : [`Service Connect is ${String(configuration?.Enabled)}`],
    ...services.length === (role === 'clientAndServer' ? 1 : 0) ? [] : [`${services.length} services in Service Connect`],
    ...services.filter(({ DiscoveryName }) => DiscoveryName === 'backend').map(() => 'the name of the records twice'),
  ];
}

beforeAll(() => {
  process.env.CDK_VALIDATION = 'true';
  process.env.CDK_CONTEXT_JSON = '{}'; // with the checks of templates, which the unit tests leave off
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true });
});
afterAll(() => {
  process.env.CDK_VALIDATION = 'false';
  delete process.env.CDK_CONTEXT_JSON;
});

describe.each(Object.keys(EXPOSURES))('with the exposure %s', (exposure) => {
  const combinations = COMBINATIONS.filter((combination) => combination.exposure === exposure);

  test('what AWS refuses is refused, and all else stands, on every capacity and with every role', () => {
    const judged = combinations.map((combination) => ({ ...combination, broken: brokenRules(() => build(combination, new Shop())) }));
    expect(judged).toEqual(combinations.map((combination) => ({ ...combination, broken: brokenBy(combination) })));
  });

  test.each(combinations.filter((combination) => brokenBy(combination).length === 0))('$capacity, Service Connect: $role: is deployed as AWS needs it', (combination) => {
    const shop = new Shop();
    build(combination, shop);
    expect(faultsOf(combination, shop)).toEqual([]);
  });
});
