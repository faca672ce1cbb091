import { Stack } from 'aws-cdk-lib';
import type { ContainerDefinition, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ExternalService } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import type { NamespaceChoice } from './namespace/discovery-namespace';
import { DEFAULT_NAMESPACE } from './namespace/discovery-namespace';
import { discoveryFacts } from './plan/discovery-facts';
import { vpcOf } from './plan/vpc-facts';
import type { RecordChoice } from './records/dns-records';
import { DnsRecords } from './records/dns-records';
import { deploymentControllerOf, desiredCountOf, hasRegistration, isDecided } from './registration/register-tasks';
import { discoveryRules } from './rules/discovery-rules';
import { registrationRules } from './rules/registration-rules';
import { portRules } from './rules/task-rules';
import type { ServiceRegistrationProps } from './service-registration-props';
import { refuse } from './shared/discovery-error';
import type { Finding } from './shared/discovery-error';
import { kebabCase } from './shared/names';
import { findingsOf } from './shared/rule';
import { subjectOf } from './shared/subject';

/** What a registration is going to be, with every default in place. */
export interface ServiceRegistrationPlan {
  readonly adopted: boolean;
  readonly registered: boolean;
  readonly container: ContainerDefinition;
  /** The main port first; none where it is not known. */
  readonly ports: readonly number[];
  readonly discoveryName: string;
  readonly cloudMapNamespace: NamespaceChoice;
  readonly records: RecordChoice;
}

/** The props that say how a service is found: they have no meaning where it is found already. */
const DISCOVERY_PROPS = ['cloudMapNamespace', 'discoveryName', 'dnsRecords'] as const;

/**
 * Reads the service, judges it, and fills in what the props leave open. Nothing is defined before this has returned.
 *
 * @throws all broken rules at once
 */
export function planServiceRegistration(scope: Construct, id: string, props: ServiceRegistrationProps): ServiceRegistrationPlan {
  const { service } = props;
  const { taskDefinition } = service;
  const adopted = service.cloudMapService !== undefined;
  const container = props.container ?? taskDefinition.defaultContainer;
  const mapped = container?.portMappings.map(({ containerPort }) => containerPort) ?? [];
  const plan = {
    adopted,
    registered: props.registered ?? true,
    ports: portsOf(props.port, mapped),
    discoveryName: props.discoveryName ?? kebabCase(id),
    cloudMapNamespace: (props.cloudMapNamespace ?? DEFAULT_NAMESPACE)._choice,
    records: (props.dnsRecords ?? defaultRecords(taskDefinition))._choice,
  };
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
  refuse(subjectOf(scope, id), [...findings, ...ports, ...adopted ? [] : judge(props, plan, mapped, container)]);
  return { ...plan, container: container! };
}

function judge(
  { service }: ServiceRegistrationProps, plan: Omit<ServiceRegistrationPlan, 'container'>, mappedPorts: readonly number[], container?: ContainerDefinition,
): Finding[] {
  const { account, region } = Stack.of(service);
  return findingsOf(discoveryRules, discoveryFacts({
    ...plan,
    cluster: service.cluster,
    vpc: vpcOf(service.cluster),
    networkMode: service.taskDefinition.networkMode,
    tasks: desiredCountOf(service),
    container: container && { name: container.containerName, mappedPorts },
    account,
    region,
  }));
}

/** The given port and what else the container maps; without one, the only mapped port. */
function portsOf(port: number | undefined, mapped: readonly number[]): number[] {
  if (port !== undefined) {
    return [port, ...mapped.filter((other) => other !== port)];
  }
  return mapped.length === 1 ? [...mapped] : [];
}

function defaultRecords({ networkMode }: TaskDefinition): DnsRecords {
  return networkMode === 'awsvpc' ? DnsRecords.a() : DnsRecords.srv();
}
