import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { Declared } from '../model/declared';
import type { EcsServiceFacts } from '../model/ecs-service-facts';
import type { VpcKey } from '../model/network-facts';
import { areOtherVpcs, familiesOf, groupsAt, isDiscovered, mayJoinVpcs, nameOfVpc, subnetsAt, vpcAt, vpcOfTasks } from '../model/network-facts';
import type { TemplateFacts } from '../model/template-facts';

const PRIVATE_ZONES = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html';
const ECS_DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';
const ECS_NETWORK = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html';

/** The VPCs of private namespaces, each with these. */
function vpcsWithNames(facts: TemplateFacts): Array<readonly [vpc: NonNullable<VpcKey['resource']>, namespaces: VpcKey['resource'][]]> {
  const byVpc = new Map<NonNullable<VpcKey['resource']>, VpcKey['resource'][]>();
  for (const { kind, properties, resource } of facts.namespaces) {
    const vpc = kind === 'private DNS' ? vpcAt(properties.at('Vpc'))?.resource : undefined;
    if (vpc) {
      byVpc.set(vpc, [...byVpc.get(vpc) ?? [], resource]);
    }
  }
  return [...byVpc];
}

function withoutDns(facts: TemplateFacts): Broken[] {
  return vpcsWithNames(facts).flatMap(([vpc, namespaces]) => {
    const { properties } = facts.as(vpc);
    const [support, hostnames] = ['EnableDnsSupport', 'EnableDnsHostnames'].map((key) => properties.at(key));
    const faults = [
      ...support.flag === false ? ['EnableDnsSupport is false'] : [],
      ...hostnames.flag === false ? ['EnableDnsHostnames is false'] : hostnames.isAbsent ? ['EnableDnsHostnames is not given, and false without that'] : [],
    ];
    return faults.length === 0 ? [] : [{
      got: `Of ${vpc.logicalId} ${faults.join(', and ')}.`,
      at: vpc,
      property: support.flag === false ? support : hostnames,
      beside: namespaces.flatMap((namespace) => namespace ?? []),
    }];
  });
}

interface Registered {
  readonly service: EcsServiceFacts;
  readonly name: CloudMapServiceFacts;
}

function registeredIn({ ecsServices }: TemplateFacts): readonly Registered[] {
  const registered: Registered[] = [];
  for (const service of ecsServices.filter(({ networkMode }) => networkMode === undefined || networkMode === 'awsvpc')) {
    for (const { cloudMapService: name } of service.registries) {
      if (name) {
        registered.push({ service, name });
      }
    }
  }
  return registered;
}

function namesElsewhere(facts: TemplateFacts): Broken[] {
  return facts.once(mayJoinVpcs) ? [] : brokenIn(facts.once(registeredIn), ({ service, name: { namespace, resource } }) => {
    const own = vpcOfTasks(service, facts);
    const vpc = namespace?.kind === 'private DNS' ? vpcAt(namespace.properties.at('Vpc')) : undefined;
    return namespace && own && vpc && areOtherVpcs(own, vpc) ? [{
      got: `The tasks of ${service.resource.logicalId} run in ${nameOfVpc(own)}, and ${namespace.resource.logicalId} answers in ${nameOfVpc(vpc)}.`,
      at: namespace.resource,
      property: namespace.properties.at('Vpc'),
      beside: [service.resource, resource, ...subnetsAt(service.network.at('Subnets'), facts).map((subnet) => subnet.resource)],
    }] : [];
  });
}

function withoutAddress(facts: TemplateFacts): Broken[] {
  return brokenIn(facts.once(registeredIn), ({ service, name }) => {
    const subnets = subnetsAt(service.network.at('Subnets'), facts);
    return brokenIn((['IPv4', 'IPv6'] as const).filter((family) => name.recordTypes.includes(family === 'IPv4' ? 'AAAA' : 'A')), (only) => {
      const found = subnets.filter((subnet) => familiesOf(subnet, facts) === only).map(({ resource }) => resource);
      return found.length === 0 ? [] : [{
        got: `${name.resource.logicalId} has ${name.recordTypes.join(' and ')} records, and the tasks of ${service.resource.logicalId} get ${only} addresses only in `
          + `${found.map(({ logicalId }) => logicalId).join(', ')}.`,
        at: name.resource,
        property: name.properties.at('DnsConfig', 'DnsRecords'),
        beside: [service.resource, ...found],
      }];
    });
  });
}

function vpcOfSubnet(subnet: Declared | undefined): VpcKey | undefined {
  return subnet && vpcAt(subnet.properties.at('VpcId'));
}

function inSeveralVpcs(facts: TemplateFacts): Broken[] {
  return brokenIn(facts.ecsServices.filter(isDiscovered), (service) => {
    const subnets = subnetsAt(service.network.at('Subnets'), facts);
    const first = vpcOfSubnet(subnets[0]);
    const other = subnets.find((subnet) => areOtherVpcs(vpcOfSubnet(subnet), first));
    return other === undefined ? [] : [{
      got: `The subnets ${subnets[0].resource.logicalId} and ${other.resource.logicalId} of ${service.resource.logicalId} are in two VPCs.`,
      at: service.resource,
      property: service.network.at('Subnets'),
      beside: [subnets[0].resource, other.resource],
    }];
  });
}

function groupsElsewhere(facts: TemplateFacts): Broken[] {
  return brokenIn(facts.ecsServices.filter(isDiscovered), (service) => {
    const own = vpcOfTasks(service, facts);
    const strangers = groupsAt(service.network.at('SecurityGroups'), facts).filter(({ properties }) => {
      const vpc = properties.at('VpcId');
      // A group without a VPC is one of the default VPC, which no template makes.
      return vpc.isAbsent ? own?.resource !== undefined : areOtherVpcs(vpcAt(vpc), own);
    });
    return strangers.map(({ resource }) => ({
      got: `The security group ${resource.logicalId} of ${service.resource.logicalId} is not in ${own ? nameOfVpc(own) : 'the VPC'}, where its subnets are.`,
      at: service.resource,
      property: service.network.at('SecurityGroups'),
      beside: [resource],
    }));
  });
}

export const vpcRules: readonly TemplateRule[] = [
  {
    id: 'vpc-without-dns',
    severity: 'error',
    why: 'Names of a private namespace resolve only in a VPC that has both EnableDnsSupport and EnableDnsHostnames. In CloudFormation the second is false unless given.',
    fix: 'Give AWS::EC2::VPC EnableDnsSupport: true and EnableDnsHostnames: true.',
    link: PRIVATE_ZONES,
    broken: withoutDns,
  },
  {
    id: 'namespace-other-vpc',
    severity: 'error',
    why: 'A private DNS namespace answers inside the one VPC that it was made for. Tasks in another VPC register in it, but nobody beside them resolves their names.',
    fix: 'Give the namespace the Vpc that the subnets of the service are in, or the service subnets of that VPC.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
    broken: namesElsewhere,
  },
  {
    id: 'records-for-subnets',
    severity: 'error',
    why: 'ECS registers the addresses that a task has: an IPv4 one for A records, an IPv6 one for AAAA. Subnets without the address family of a record leave the task without that address, and it '
      + 'is not registered.',
    fix: 'Choose records (DnsConfig) that the subnets can fill, or give the subnets that address family (Ipv6CidrBlock).',
    link: ECS_DISCOVERY,
    broken: withoutAddress,
  },
  {
    id: 'subnets-of-two-vpcs',
    severity: 'error',
    why: 'The tasks of a service run in one VPC: ECS refuses subnets of two.',
    fix: 'Give AwsvpcConfiguration Subnets of one VPC.',
    link: ECS_NETWORK,
    broken: inSeveralVpcs,
  },
  {
    id: 'security-group-other-vpc',
    severity: 'error',
    why: 'A security group guards network interfaces of its own VPC: ECS refuses a service with any other. One without a VpcId is made in the default VPC.',
    fix: 'Give AwsvpcConfiguration SecurityGroups whose VpcId is the VPC of the subnets.',
    link: ECS_NETWORK,
    broken: groupsElsewhere,
  },
];
