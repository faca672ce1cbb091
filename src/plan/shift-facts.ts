import { CfnElement } from 'aws-cdk-lib';
import { CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';
import type { CfnListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnListenerRule, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IConstruct } from 'constructs';
import { identityOf } from './identity';
import { resolveToReferences } from './resolve-to-references';
import { ElementDependencies } from '../dependencies/element-dependencies';
import { referencesIn } from '../dependencies/references';

/** What a deployment that moves traffic can move, seen when the app has been built. */
export interface ShiftFacts {
  readonly service: string;
  readonly targetGroups: number;
  /** How many of them have no second one beside them. */
  readonly singleTargetGroups: number;
  /** How many ports the service offers in Service Connect. */
  readonly serviceConnectPorts: number;
  /** What ends deployments or scales the service, and sees one of two target groups only. */
  readonly oneEyed: readonly string[];
}

type Balanced = CfnService.LoadBalancerProperty;

/** Of the ECS service as it will be rendered: a load balancer may have been put before it by the CDK's own methods. */
export function shiftFacts(path: string, service: BaseService, alarms: readonly IAlarm[]): ShiftFacts {
  const resource = service.node.defaultChild as CfnService;
  const loadBalancers = resolveToReferences(resource, resource.loadBalancers) as Balanced[] | undefined ?? [];
  const { services = [] } = resolveToReferences(resource, resource.serviceConnectConfiguration) as { services?: unknown[] } | undefined ?? {};
  const pairs = loadBalancers.map((balanced) => pairOf(balanced)).filter(({ length }) => length === 2);
  return {
    service: path,
    targetGroups: loadBalancers.length,
    singleTargetGroups: loadBalancers.filter(({ advancedConfiguration }) => advancedConfiguration === undefined).length,
    serviceConnectPorts: services.length,
    oneEyed: pairs.flatMap((pair) => [
      ...oneEyed(pair, alarms.flatMap(({ node }) => CfnElement.isCfnElement(node.defaultChild) ? [node.defaultChild] : [])),
      ...oneEyed(pair, service.node.root.node.findAll().filter((construct) => construct instanceof CfnScalingPolicy)),
    ]),
  };
}

/** The one and the other target group, as far as they are of this app. */
function pairOf({ targetGroupArn, advancedConfiguration }: Balanced): CfnTargetGroup[] {
  const { alternateTargetGroupArn } = (advancedConfiguration ?? {}) as CfnService.AdvancedConfigurationProperty;
  return [targetGroupArn, alternateTargetGroupArn].flatMap((arn) => typeof arn === 'string' ? [identityOf(arn)] : [])
    .filter((group) => group instanceof CfnTargetGroup);
}

/** Those that see one of the groups, where none of them sees the other one. */
function oneEyed(pair: readonly IConstruct[], elements: readonly CfnElement[]): string[] {
  const dependencies = new ElementDependencies();
  const seen = elements.map((element) => ({ path: element.node.path, watched: watchedBy(element, dependencies) }))
    .map(({ path, watched }) => ({ path, groups: pair.filter((group) => watched.has(group)) })).filter(({ groups }) => groups.length > 0);
  return new Set(seen.flatMap(({ groups }) => groups)).size === 1 ? seen.map(({ path }) => path) : [];
}

/** An alarm that is made of others watches what these watch. */
function watchedBy(element: CfnElement, dependencies: ElementDependencies): Set<IConstruct> {
  const direct = dependencies.of(element);
  const alarms = [...direct].filter((target) => target !== element && (target instanceof CfnAlarm || target instanceof CfnCompositeAlarm));
  return new Set([...direct, ...alarms.flatMap((alarm) => [...watchedBy(alarm as CfnElement, dependencies)])]);
}

/** The listeners and rules beside those of a service that do something else than to forward. */
export function otherActions(service: BaseService): string[] {
  const resource = service.node.defaultChild as CfnService;
  const rules = [...referencesIn(resource.loadBalancers, resource)].filter((target) => target instanceof CfnListenerRule);
  const listeners = new Set(rules.flatMap(({ listenerArn }) => listenerArn === undefined ? [] : [identityOf(listenerArn)]));
  const isOfThem = ({ listenerArn }: CfnListenerRule) => listenerArn !== undefined && listeners.has(identityOf(listenerArn));
  const actionsOf = (construct: IConstruct) => construct instanceof CfnListenerRule && isOfThem(construct) ? construct.actions
    : listeners.has(construct) ? (construct as CfnListener).defaultActions : [];
  return service.node.root.node.findAll().filter((construct) => !forwards(construct, actionsOf(construct))).map(({ node }) => node.path);
}

function forwards(scope: IConstruct, actions: CfnListener['defaultActions'] | CfnListenerRule['actions']): boolean {
  const all = resolveToReferences(scope, actions) as ReadonlyArray<{ readonly type?: string }>;
  return all.every(({ type }) => type === 'forward');
}
