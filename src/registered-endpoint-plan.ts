import { Duration, Stack } from 'aws-cdk-lib';
import { RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import type { EndpointTargetChoice } from './endpoint/endpoint-target';
import { attributeRules } from './endpoint/endpoint-target-rules';
import type { EndpointHealthCheckChoice } from './health/endpoint-health-check-rules';
import { DEFAULT_NAMESPACE } from './namespace/discovery-namespace';
import type { NamespaceChoice } from './namespace/namespace-choice';
import { namespaceTypeOf } from './namespace/namespace-choice';
import { discoveryFacts } from './plan/discovery-facts';
import type { EndpointTargetFacts } from './plan/endpoint-target-facts';
import { vpcOf } from './plan/vpc-facts';
import { ENDPOINT_PROPS, wrongValues } from './plan/wrong-values';
import type { RecordSet } from './records/define-cloud-map-service';
import { recordTtlRules } from './records/record-rules';
import type { RegisteredEndpointProps } from './registered-endpoint-props';
import { clusterRules } from './rules/discovery-rules';
import { endpointTargetRules } from './rules/endpoint-target-rules';
import { nameRules } from './rules/name-rules';
import { namespaceRules } from './rules/namespace-rules';
import { portRules } from './rules/task-rules';
import { unacknowledged } from './shared/acknowledged';
import { connectionsOf } from './shared/connections-of';
import type { Finding } from './shared/discovery-error';
import { refuse } from './shared/discovery-error';
import { kebabCase } from './shared/names';
import { findingsOf } from './shared/rule';
import { seconds } from './shared/seconds';
import { subjectOf } from './shared/subject';
import { refuseWrongValues } from './shared/wrong-value';

/** What a registered endpoint is going to be, with every default in place. */
export interface RegisteredEndpointPlan {
  readonly target: EndpointTargetChoice;
  readonly discoveryName: string;
  readonly cloudMapNamespace: NamespaceChoice;
  readonly records: RecordSet;
  readonly port?: number;
  readonly attributes: { readonly [name: string]: string };
  readonly health?: EndpointHealthCheckChoice | 'alias';
}

/**
 * Reads the props, judges them, and fills in what they leave open. Nothing is defined before this has returned.
 *
 * @throws all broken rules at once
 */
export function planRegisteredEndpoint(scope: Construct, id: string, props: RegisteredEndpointProps): RegisteredEndpointPlan {
  refuseWrongValues(subjectOf(scope, id), wrongValues(props, ENDPOINT_PROPS));
  const target = props.target._choice;
  const cloudMapNamespace = (props.cloudMapNamespace ?? DEFAULT_NAMESPACE)._choice;
  const isHttp = namespaceTypeOf(cloudMapNamespace) === 'HTTP';
  const plan: RegisteredEndpointPlan = {
    target,
    discoveryName: props.discoveryName ?? kebabCase(id),
    cloudMapNamespace,
    records: {
      types: isHttp ? [] : target.recordTypes,
      ttlSeconds: seconds(props.ttl ?? Duration.seconds(10)),
      // AWS takes no other for a CNAME and for an alias.
      routingPolicy: target.kind === 'addresses' ? RoutingPolicy.MULTIVALUE : RoutingPolicy.WEIGHTED,
    },
    port: props.port,
    attributes: props.attributes ?? {},
    health: target.kind === 'loadBalancer' ? 'alias' : props.healthCheck?._choice,
  };
  refuse(subjectOf(scope, id), unacknowledged(scope, judge(scope, plan, props)));
  return plan;
}

function judge(scope: Construct, plan: RegisteredEndpointPlan, props: RegisteredEndpointProps): Finding[] {
  const { account, region } = Stack.of(scope);
  const ports = plan.port === undefined ? [] : [plan.port];
  const facts = discoveryFacts({ ...plan, cluster: props.cluster, vpc: vpcOf(props.cluster), networkMode: 'awsvpc', ports, account, region });
  return [
    ...findingsOf(nameRules, facts),
    ...findingsOf(namespaceRules, { ...facts, recordTypes: [] }),
    ...findingsOf(clusterRules, facts),
    ...findingsOf(portRules, { ports }),
    ...findingsOf(recordTtlRules, plan.records),
    ...findingsOf(attributeRules, { attributes: plan.attributes, isAlone: false }),
    ...findingsOf(endpointTargetRules, targetFacts(plan, props, region)),
  ];
}

function targetFacts(plan: RegisteredEndpointPlan, props: RegisteredEndpointProps, region: string): EndpointTargetFacts {
  const { target, discoveryName, cloudMapNamespace, port, records } = plan;
  return {
    kind: target.kind,
    discoveryName,
    namespaceType: namespaceTypeOf(cloudMapNamespace),
    region,
    port,
    addresses: target.kind === 'addresses' ? target.addresses : [],
    hasHealthCheck: props.healthCheck !== undefined,
    hasOtherAttributes: Object.keys(plan.attributes).length > 0,
    hasTtl: props.ttl !== undefined,
    connectableProblem: props.connectable && connectionsOf(props.connectable).problem,
    recordTypes: records.types,
  };
}
