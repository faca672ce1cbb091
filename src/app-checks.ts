import { Annotations } from 'aws-cdk-lib';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import type { Connection } from './connect/connection';
import { StageConnections } from './connect/connections';
import { isLetIn, isPastProxies } from './connect/past-proxies';
import { watchedAlarms } from './deployment/define-rollback';
import { shiftsTraffic } from './deployment/deployment-choice';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
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
import { renderFinding } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { Synthesis } from './shared/synthesis';
import { HTTP_NAME_UNKNOWN, NAMES_NOT_SHIFTED, OTHER_ACTIONS, SERVICE_CONNECT_TLS } from './shared/warnings';

/** Has all that is seen late judged of a service. */
export function checkService(
  service: IConstruct & { readonly service: BaseService }, { deployment, serviceConnect }: DiscoverableServicePlan, name: RegisteredName | undefined,
): void {
  checkApp(service);
  if (name) {
    checkHttpName(name.cloudMapService, name.facts, name.grants);
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
    const annotations = Annotations.of(service.service.node.defaultChild!);
    [...letIn, ...plainTextClients(service)].forEach((what) => annotations.addWarningV2(SERVICE_CONNECT_TLS.id, `${what}: ${SERVICE_CONNECT_TLS.text}`));
  });
}

function pastProxies(target: IConstruct): Connection[] {
  return StageConnections.of(target).all.filter((connection) => connection.target.construct === target).filter(isPastProxies);
}

/** Has a deployment that moves traffic refused at synth where there is none to move. */
function checkShift({ node, service }: IConstruct & { readonly service: BaseService }): void {
  node.addValidation({ validate: () => findingsOf(shiftRules, shiftFacts(node.path, service, watchedAlarms(service))).map(renderFinding) });
  Synthesis.of(service).atBegin(() => {
    const others = otherActions(service);
    if (others.length > 0) {
      // Told of the ECS service: at synth, the CDK asks only what is above a construct whether a warning was acknowledged.
      Annotations.of(service.node.defaultChild!).addWarningV2(OTHER_ACTIONS.id, `${others.join(', ')}: ${OTHER_ACTIONS.text}`);
    }
  });
}

/** Has it told at synth who calls by a name that answers with the tasks of both sets. */
function checkNameShift(service: IConstruct, name: RegisteredName | undefined): void {
  Synthesis.of(service).atBegin(() => {
    const callers = [...pastProxies(service).map(({ caller }) => caller.construct.node.path), ...httpApisOf(service)].map((path) => `${path} calls by the name`);
    const granted = name?.grants._isUsed ? ['A grant to ask the API was given'] : [];
    new Set([...callers, ...granted]).forEach((who) =>
      Annotations.of(name!.cloudMapService).addWarningV2(NAMES_NOT_SHIFTED.id, `${who}: ${NAMES_NOT_SHIFTED.text}`));
  });
}

const checked = new WeakSet<IConstruct>();

/** Has the app (or stage) of a construct judged as a whole before its templates are written. Once, however often it is called. */
export function checkApp(scope: IConstruct): void {
  const { stage } = Synthesis.of(scope);
  if (!checked.has(stage)) {
    checked.add(stage);
    // Over the whole app: names and zones are unique in AWS, whatever stages the app has.
    stage.node.addValidation({ validate: () => findingsOf(appRules, appFacts(stage.node.root)).map(renderFinding) });
    stage.node.addValidation({ validate: () => findingsOf(zoneWriterRules, zoneWriters(stage.node.root)).map(renderFinding) });
    stage.node.addValidation({ validate: () => findingsOf(endpointCheckAppRules, endpointChecks(stage.node.root)).map(renderFinding) });
    stage.node.addValidation({
      validate: () => recordGroups(stage.node.root).flatMap((group) => findingsOf(recordGroupRules, group)).map(renderFinding),
    });
  }
}

/**
 * Has it told at synth where clients of the API may ask the wrong namespace: CloudFormation does not say which name the API knows it by.
 *
 * Told of the Cloud Map service: at synth, the CDK asks only what is above a construct whether a warning was acknowledged.
 */
export function checkHttpName(cloudMapService: IService, endpoint: EndpointFacts, grants: DiscoveryGrants): void {
  const { namespace } = cloudMapService;
  if (endpoint.httpName === undefined && namespace.node.defaultChild !== undefined) {
    Synthesis.of(cloudMapService).atBegin(() => {
      if ((isApiOnly(endpoint) || grants._isUsed) && hasNamesake(namespace, namespace.namespaceName)) {
        Annotations.of(cloudMapService).addWarningV2(HTTP_NAME_UNKNOWN.id, HTTP_NAME_UNKNOWN.text);
      }
    });
  }
}
