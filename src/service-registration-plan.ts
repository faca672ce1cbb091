import { Stack } from 'aws-cdk-lib';
import type { ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import { ExternalService } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { EcsService } from './ecs-service/ecs-service';
import { DEFAULT_NAMESPACE } from './namespace/discovery-namespace';
import type { NamespaceChoice } from './namespace/namespace-choice';
import { namespaceTypeOf } from './namespace/namespace-choice';
import type { ClientPorts } from './plan/client-ports';
import { clientPorts } from './plan/client-ports';
import { discoveryFacts } from './plan/discovery-facts';
import { vpcOf } from './plan/vpc-facts';
import { REGISTRATION_PROPS, wrongValues } from './plan/wrong-values';
import { defaultRecords } from './records/default-records';
import type { RecordChoice } from './records/dns-records';
import { deploymentControllerOf, desiredCountOf, hasRegistration, isDecided, registeredPort, subnetsOf } from './registration/register-tasks';
import { discoveryRules } from './rules/discovery-rules';
import { registrationRules } from './rules/registration-rules';
import { portRules } from './rules/task-rules';
import type { ServiceRegistrationProps } from './service-registration-props';
import { unacknowledged } from './shared/acknowledged';
import { refuse } from './shared/discovery-error';
import type { Finding } from './shared/discovery-error';
import { kebabCase } from './shared/names';
import { findingsOf } from './shared/rule';
import { subjectOf } from './shared/subject';
import { refuseWrongValues } from './shared/wrong-value';

/** What a registration is going to be, with every default in place. */
export interface ServiceRegistrationPlan {
  readonly adopted: boolean;
  readonly registered: boolean;
  readonly container: ContainerDefinition;
  /** Of the container, the main port first; none where it is not known. */
  readonly ports: readonly number[];
  /** As callers see them. */
  readonly clientPorts: ClientPorts;
  readonly discoveryName: string;
  readonly cloudMapNamespace: NamespaceChoice;
  readonly records: RecordChoice;
}

/** The props that say how a service is found: they have no meaning where it is found already. */
const DISCOVERY_PROPS = ['cloudMapNamespace', 'discoveryName', 'dnsRecords', 'serviceAttributes'] as const;

/**
 * Reads the service, judges it, and fills in what the props leave open. Nothing is defined before this has returned.
 *
 * @throws all broken rules at once
 */
export function planServiceRegistration(scope: Construct, id: string, props: ServiceRegistrationProps): ServiceRegistrationPlan {
  refuseWrongValues(subjectOf(scope, id), wrongValues(props, REGISTRATION_PROPS));
  const { service } = props;
  const { taskDefinition } = service;
  const adopted = service.cloudMapService !== undefined;
  const container = props.container ?? taskDefinition.defaultContainer;
  const mapped = container?.portMappings.map(({ containerPort }) => containerPort) ?? [];
  const registered = adopted ? registeredPort(service) : undefined;
  const plan = { ...fillIn(id, props, portsOf([registered, props.port], mapped), container), adopted };
  const findings = findingsOf(registrationRules, {
    service: service.node.path,
    registeredElsewhere: adopted ? isDecided(service) : hasRegistration(service),
    adopted,
    discoveryProps: DISCOVERY_PROPS.filter((name) => props[name] !== undefined),
    hasContainer: container !== undefined,
    containerIsOfOtherTask: container !== undefined && container.taskDefinition !== taskDefinition,
    deploymentController: deploymentControllerOf(service),
    external: service instanceof ExternalService,
  });
  const ports = findingsOf(portRules, { ports: props.port === undefined ? [] : [props.port] });
  refuse(subjectOf(scope, id), unacknowledged(scope, [...findings, ...ports, ...adopted ? [] : judge(props, plan, mapped, container)]));
  return { ...plan, container: container! };
}

function fillIn(id: string, props: ServiceRegistrationProps, ports: readonly number[], container?: ContainerDefinition) {
  const { networkMode } = props.service.taskDefinition;
  const cloudMapNamespace = (props.cloudMapNamespace ?? DEFAULT_NAMESPACE)._choice;
  return {
    registered: props.registered ?? true,
    ports,
    clientPorts: clientPorts(networkMode, ports.map((containerPort) => ({ containerPort, hostPort: hostPortOf(container, containerPort) }))),
    discoveryName: props.discoveryName ?? kebabCase(id),
    cloudMapNamespace,
    records: props.dnsRecords?._choice ?? defaultRecords(namespaceTypeOf(cloudMapNamespace), networkMode),
  };
}

function hostPortOf(container: ContainerDefinition | undefined, port: number): number | undefined {
  return container?.portMappings.find(({ containerPort }) => containerPort === port)?.hostPort;
}

function judge(
  { service, serviceAttributes }: ServiceRegistrationProps, plan: Omit<ServiceRegistrationPlan, 'container'>, mappedPorts: readonly number[], container?: ContainerDefinition,
): Finding[] {
  const { account, region } = Stack.of(service);
  const vpc = vpcOf(service.cluster);
  const subnets = vpc ? subnetsOf(service, vpc) : [];
  return findingsOf(discoveryRules, discoveryFacts({
    ...plan,
    cluster: service.cluster,
    vpc,
    subnets: subnets.length === 0 ? undefined : { subnets },
    networkMode: service.taskDefinition.networkMode,
    tasks: desiredCountOf(EcsService.of(service)),
    serviceAttributes,
    container: container && { name: container.containerName, mappedPorts },
    account,
    region,
  }));
}

/** The ports that are named and what else the container maps; where none is named, the only mapped port. */
function portsOf(named: ReadonlyArray<number | undefined>, mapped: readonly number[]): number[] {
  const asked = named.filter((port) => port !== undefined);
  return asked.length > 0 || mapped.length === 1 ? [...new Set([...asked, ...mapped])] : [];
}
