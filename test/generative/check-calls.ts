import { below, cloudMapServiceBelow, ecsServiceOf, mainCloudMapService, stackNameFor } from './check-asked';
import { fault, typesOf } from './check-cloud-map';
import type { Fault } from './check-cloud-map';
import { taskOf } from './check-ecs';
import type { Combination, ConnectPart } from './combination';
import { named } from './combination';
import { clientPortsOf, DOCKER_PORTS, hasDynamicPorts, instancesOf, modeOf, namespaceNameOf, prefixOf, serviceNameOf, wayTo, wholeName } from './meaning';
import type { Assembly, Json, Resource, Tree } from './template-facts';
import { identityOf, list, ofType, referenceOf, tree } from './template-facts';

interface Rule { readonly group: string; readonly peer: string; readonly from: number; readonly to: number }

const groupIn = (assembly: Assembly, stack: string, value: Json) => identityOf(assembly, stack, value);

function rulesOf(assembly: Assembly, direction: 'Ingress' | 'Egress'): Rule[] {
  const peerKey = direction === 'Ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId';
  const read = (stack: string, group: string, props: Tree): Rule => ({
    group,
    peer: props[peerKey] === undefined ? String(props.CidrIp) : groupIn(assembly, stack, props[peerKey]),
    from: Number(props.FromPort ?? 0),
    to: Number(props.ToPort ?? 65535),
  });
  return [
    ...ofType(assembly, `AWS::EC2::SecurityGroup${direction}`).map(({ stack, props }) => read(stack, groupIn(assembly, stack, props.GroupId), props)),
    ...ofType(assembly, 'AWS::EC2::SecurityGroup').flatMap(({ stack, id, props }) => list(props[`SecurityGroup${direction}`]).map(tree).map((rule) => read(stack, `${stack}/${id}`, rule))),
  ];
}

/** The security groups of a service's tasks; those of all instances it may run on, where tasks have none. */
function groupsOf(assembly: Assembly, service: Resource, providers: number): string[] {
  const network = tree(tree(service.props.NetworkConfiguration).AwsvpcConfiguration);
  const own = list(network.SecurityGroups).map((group) => groupIn(assembly, service.stack, group));
  if (own.length > 0) {
    return own;
  }
  const vpcStack = referenceOf(assembly, service.stack, service.props.Cluster)?.resource.stack;
  const names = ['InstancesFirst', 'InstancesSecond'].slice(0, providers);
  return ofType(assembly, 'AWS::EC2::SecurityGroup').filter(({ stack, path }) => stack === vpcStack && names.some((name) => path.includes(`/${name}InstanceGroup/`)))
    .map(({ stack, id }) => `${stack}/${id}`);
}

/** §8.53: names resolve, and connections hang, where no rule opens the port; and nothing more is open. */
function openFaults(
  assembly: Assembly, caller: Resource, callers: readonly string[], targets: readonly string[], ports: { readonly from: number; readonly to: number },
): Fault[] {
  const into = rulesOf(assembly, 'Ingress');
  const out = rulesOf(assembly, 'Egress');
  const covers = ({ from, to }: Rule) => from <= ports.from && to >= ports.to;
  const reaches = (source: string, target: string) => into.some((rule) => rule.group === target && rule.peer === source && covers(rule));
  const leaves = (source: string, target: string) => out.some((rule) => rule.group === source && (rule.peer === '0.0.0.0/0' || rule.peer === target && covers(rule)));
  const pairs = callers.flatMap((source) => targets.map((target) => [source, target] as const));
  // Instances are shared with other services, whose ports are open, too.
  const areShared = [...callers, ...targets].every((group) => group.startsWith('Net-'));
  const isOneOf = (rule: Rule) => !areShared && callers.includes(rule.peer) && targets.includes(rule.group);
  return [
    ...fault(caller, callers.length === 0 || targets.length === 0, 'no security group on one side'),
    ...fault(caller, pairs.some(([source, target]) => !reaches(source, target)), `port ${ports.from} is not open to the caller`),
    ...fault(caller, pairs.some(([source, target]) => !leaves(source, target)), 'no way out of the caller'),
    ...fault(caller, into.some((rule) => isOneOf(rule) && (rule.from !== ports.from || rule.to !== ports.to)), 'more is open than was asked for'),
  ];
}

interface Called {
  readonly name: string;
  readonly service: Resource;
  readonly ports: readonly number[];
}

/** The variables hold addresses that exist: names of Cloud Map services with the records that the client looks up. */
function variableFaults(caller: Resource, task: Resource, { name, service, ports }: Called, part: ConnectPart, combination: Combination): Fault[] {
  const container = list(task.props.ContainerDefinitions).map(tree).find(({ Name }) => Name === 'app');
  const variables = new Map(list(container?.Environment).map(tree).map(({ Name, Value }) => [String(Name), Value]));
  const prefix = part.prefix ?? prefixOf(name);
  const namespace = namespaceNameOf(combination);
  const whole = namespace && wholeName(name, namespace);
  const port = part.port ?? ports[0];
  const way = wayTo(typesOf(service) as []);
  const expected: Record<string, string | undefined> = {
    ...way === 'host' ? { HOST: whole, URL: port === undefined ? undefined : whole && `${part.scheme ?? 'http'}://${whole}:${port}` } : {},
    ...way === 'srv' ? { SRV: whole } : {},
    ...way === 'api' ? { SERVICE: name, NAMESPACE: apiNameOf(combination) } : {},
    ...port === undefined ? {} : { PORT: String(port) },
  };
  return Object.entries(expected).flatMap(([end, value]) => {
    const got = variables.get(`${prefix}_${end}`);
    // A name that is known at deployment only is a value that cannot be compared here.
    const isUnknown = value === undefined;
    const mayBeLeftOut = end === 'URL' && port === undefined;
    return fault(caller, got === undefined && !mayBeLeftOut || !isUnknown && typeof got === 'string' && got !== value, `${prefix}_${end} is ${JSON.stringify(got)} instead of ${value}`);
  });
}

/** §1.1: the API takes the HttpName, which is the name of the namespace where nothing else was said. */
function apiNameOf(combination: Combination): string | undefined {
  const { namespace, index } = combination;
  return namespace.kind === 'defined' && namespace.httpName !== undefined ? named(namespace.httpName, index) : namespaceNameOf(combination);
}

/** §6: both actions on every resource, narrowed to the namespace and the service by name. */
function grantFaults(assembly: Assembly, caller: Resource, role: Json, called: Called, combination: Combination): Fault[] {
  const own = identityOf(assembly, caller.stack, role);
  const statements = ofType(assembly, 'AWS::IAM::Policy')
    .filter(({ stack, props }) => list(props.Roles).some((each) => identityOf(assembly, stack, each) === own))
    .flatMap(({ props }) => list(tree(props.PolicyDocument).Statement).map(tree));
  const actions = ['servicediscovery:DiscoverInstances', 'servicediscovery:DiscoverInstancesRevision'];
  const found = statements.find(({ Action }) => JSON.stringify([...list(Action)].sort()) === JSON.stringify(actions));
  const conditions = Object.assign({}, ...Object.values(tree(found?.Condition)).map(tree)) as Tree;
  const names = apiNameOf(combination);
  const holds = (key: string, value: string | undefined) => conditions[key] !== undefined
    && (value === undefined || typeof conditions[key] === 'object' && !Array.isArray(conditions[key]) || [conditions[key]].flat().includes(value));
  return [
    ...fault(caller, found === undefined, 'no permission to ask'),
    ...fault(caller, found !== undefined && (found.Effect !== 'Allow' || found.Resource !== '*'), 'permission on another resource'),
    ...fault(caller, found !== undefined && !(holds('servicediscovery:NamespaceName', names) && holds('servicediscovery:ServiceName', called.name)), 'permission for another name'),
  ];
}

function callFaults(assembly: Assembly, caller: Resource, called: Called, part: ConnectPart, combination: Combination): Fault[] {
  const task = taskOf(assembly, caller)!;
  return [
    ...variableFaults(caller, task, called, part, combination),
    ...typesOf(called.service).length === 0 ? grantFaults(assembly, caller, task.props.TaskRoleArn, called, combination) : [],
  ];
}

const providersOf = (combination: Combination) => instancesOf(combination)?.providers?.length ?? 2;

function serviceCalledFaults(assembly: Assembly, combination: Combination, part: ConnectPart & { place: string; mode: string }): Fault[] {
  const stack = `${stackNameFor(combination)}${part.place === 'otherStack' ? 'Caller' : ''}`;
  const [caller] = below(assembly, stack, 'Caller', 'AWS::ECS::Service');
  const target = ecsServiceOf(assembly, combination)!;
  const service = mainCloudMapService(assembly, combination)!;
  const ports = clientPortsOf(combination);
  const opened = hasDynamicPorts(combination) ? DOCKER_PORTS : { from: part.port ?? ports[0], to: part.port ?? ports[0] };
  return caller === undefined ? [{ stack, what: 'no caller' }] : [
    ...openFaults(assembly, caller, groupsOf(assembly, caller, 2), groupsOf(assembly, target, providersOf(combination)), opened),
    ...callFaults(assembly, caller, { name: serviceNameOf(combination), service, ports }, part, combination),
  ];
}

function lambdaFaults(assembly: Assembly, combination: Combination, part: { port?: number; grant: boolean }): Fault[] {
  const [client] = below(assembly, stackNameFor(combination), 'Client', 'AWS::Lambda::Function');
  const target = ecsServiceOf(assembly, combination)!;
  const groups = list(tree(client.props.VpcConfig).SecurityGroupIds).map((group) => groupIn(assembly, client.stack, group));
  const port = part.port ?? clientPortsOf(combination)[0];
  const opened = hasDynamicPorts(combination) ? DOCKER_PORTS : { from: port, to: port };
  const called = { name: serviceNameOf(combination), service: mainCloudMapService(assembly, combination)!, ports: [] };
  return [
    ...openFaults(assembly, client, groups, groupsOf(assembly, target, providersOf(combination)), opened),
    ...part.grant ? grantFaults(assembly, client, client.props.Role, called, combination) : [],
  ];
}

/** Whether what connects can call: the port is open, the address exists, and the permission is there. */
export function callerFaults(assembly: Assembly, combination: Combination): Fault[] {
  const { relation } = combination;
  if (relation.kind === 'caller') {
    return serviceCalledFaults(assembly, combination, relation);
  }
  if (relation.kind === 'lambda') {
    return lambdaFaults(assembly, combination, relation);
  }
  if (relation.kind !== 'endpoint' || relation.connect === undefined) {
    return [];
  }
  const caller = ecsServiceOf(assembly, combination)!;
  const service = cloudMapServiceBelow(assembly, combination, 'Endpoint')!;
  const ports = relation.port === undefined ? [] : [relation.port];
  const targets = below(assembly, caller.stack, 'TargetGroup', 'AWS::EC2::SecurityGroup').map(({ stack, id }) => `${stack}/${id}`);
  const port = relation.connect.port ?? ports[0];
  return [
    ...callFaults(assembly, caller, { name: named(relation.discoveryName, combination.index), service, ports }, relation.connect, combination),
    ...relation.connectable ? openFaults(assembly, caller, groupsOf(assembly, caller, modeOf(combination) === 'awsvpc' ? 0 : providersOf(combination)), targets, { from: port, to: port }) : [],
  ];
}
