import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import type { Connection } from './connect/connection';
import { StageConnections } from './connect/connections';
import { isLetIn, isPastProxies } from './connect/past-proxies';
import { watchedAlarms } from './deployment/define-rollback';
import { shiftsTraffic } from './deployment/deployment-choice';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import { DiscoveryChecks } from './discovery-checks';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { isApiOnly } from './endpoint/discovery-endpoint';
import type { DiscoveryGrants } from './endpoint/discovery-grants';
import { appFacts, hasNamesake } from './plan/app-facts';
import { endpointChecks } from './plan/endpoint-check-facts';
import { httpApisOf, plainTextClients } from './plan/in-front';
import { recordGroups } from './plan/record-groups';
import { otherActions, shiftFacts } from './plan/shift-facts';
import { zoneWriters } from './plan/zone-writers';
import type { RegisteredName } from './registered-name';
import { appRules } from './rules/app-rules';
import { shiftRules } from './rules/deployment-rules';
import { endpointCheckAppRules } from './rules/endpoint-check-rules';
import { recordGroupRules, zoneWriterRules } from './rules/record-group-rules';
import { unacknowledged } from './shared/acknowledged';
import type { Finding } from './shared/discovery-error';
import { renderFinding } from './shared/discovery-error';
import { TOLD, findingsOf } from './shared/rule';
import { Synthesis } from './shared/synthesis';
import { warn } from './shared/warn';
import { HTTP_NAME_UNKNOWN, NAMES_NOT_SHIFTED, OTHER_ACTIONS, SERVICE_CONNECT_TLS } from './shared/warnings';

/** Has all that is seen late judged of a service. */
export function checkService(
  service: IConstruct & { readonly service: BaseService }, { deployment, serviceConnect }: DiscoverableServicePlan, name: RegisteredName | undefined,
): void {
  checkApp(service);
  if (name) {
    checkHttpName(name.cloudMapService.resource, name.cloudMapService.namespace, name.facts, name.grants);
  }
  if (shiftsTraffic(deployment.choice)) {
    checkShift(service);
    checkNameShift(service, name);
  }
  if (serviceConnect?.choice.kind === 'server' && serviceConnect.choice.tls) {
    checkTls(service);
  }
}

/**
 * Has it told at synth who may speak plain text to proxies that take TLS.
 *
 * Told of the resource: at synth, the CDK asks only what is above a construct whether a warning was acknowledged.
 */
function checkTls(service: IConstruct & { readonly service: BaseService }): void {
  Synthesis.of(service).atBegin(() => {
    const letIn = pastProxies(service).filter(isLetIn).map(({ caller }) => `${caller.construct.node.path} is let in`);
    [...letIn, ...plainTextClients(service)].forEach((what) => warn(service.service.node.defaultChild!, SERVICE_CONNECT_TLS, what));
  });
}

function pastProxies(target: IConstruct): Connection[] {
  return StageConnections.of(target).all.filter((connection) => connection.target.construct === target).filter(isPastProxies);
}

/** Has a deployment that moves traffic refused at synth where there is none to move. */
function checkShift({ node, service }: IConstruct & { readonly service: BaseService }): void {
  const judged = () => unacknowledged(service, findingsOf(shiftRules, shiftFacts(node.path, service, watchedAlarms(service))));
  node.addValidation({ validate: () => judged().map(renderFinding) });
  Synthesis.of(service).atBegin(() => {
    const others = otherActions(service);
    if (others.length > 0) {
      // Told of the ECS service: at synth, the CDK asks only what is above a construct whether a warning was acknowledged.
      warn(service.node.defaultChild!, OTHER_ACTIONS, others.join(', '));
    }
  });
}

/** Has it told at synth who calls by a name that answers with the tasks of both sets. */
function checkNameShift(service: IConstruct, name: RegisteredName | undefined): void {
  Synthesis.of(service).atBegin(() => {
    const callers = [...pastProxies(service).map(({ caller }) => caller.construct.node.path), ...httpApisOf(service)].map((path) => `${path} calls by the name`);
    const granted = name?.grants._isUsed ? ['A grant to ask the API was given'] : [];
    new Set([...callers, ...granted]).forEach((who) =>
      warn(name!.cloudMapService.resource, NAMES_NOT_SHIFTED, who));
  });
}

/**
 * What rules over templates would wonder about: services are closed until somebody connects to them, a probe may ask a port that no client calls, and a name may lead to both
 * sets of tasks where nobody calls by it.
 */
const MEANT = ['service-closed', 'health-probe-unmapped-port', 'names-not-shifted'];


const checked = new WeakSet<IConstruct>();

/**
 * Has the app (or stage) of a construct judged as a whole before its templates are written, and the templates themselves. Once, however often it is called.
 */
export function checkApp(scope: IConstruct): void {
  const { stage } = Synthesis.of(scope);
  scope.node.addMetadata(TOLD, MEANT);
  DiscoveryChecks._switchOn(scope);
  if (!checked.has(stage)) {
    checked.add(stage);
    // Over the whole app: names and zones are unique in AWS, whatever stages the app has.
    const { root } = stage.node;
    stage.node.addValidation({ validate: () => unacknowledged(stage, appFindings(root.node.findAll())).map(renderFinding) });
  }
}

function appFindings(constructs: readonly IConstruct[]): Finding[] {
  return [
    ...findingsOf(appRules, appFacts(constructs)),
    ...findingsOf(zoneWriterRules, zoneWriters(constructs)),
    ...findingsOf(endpointCheckAppRules, endpointChecks(constructs)),
    ...recordGroups(constructs).flatMap((group) => findingsOf(recordGroupRules, group)),
  ];
}

/**
 * Has it told at synth where clients of the API may ask the wrong namespace: CloudFormation does not say which name the API knows it by.
 *
 * @param told the Cloud Map service: at synth, the CDK asks only what is above a construct whether a warning was acknowledged.
 */
export function checkHttpName(told: IConstruct, namespace: INamespace, endpoint: EndpointFacts, grants: DiscoveryGrants): void {
  if (endpoint.httpName === undefined && namespace.node.defaultChild !== undefined) {
    Synthesis.of(told).atBegin(() => {
      if ((isApiOnly(endpoint) || grants._isUsed) && hasNamesake(namespace, namespace.namespaceName)) {
        warn(told, HTTP_NAME_UNKNOWN);
      }
    });
  }
}
