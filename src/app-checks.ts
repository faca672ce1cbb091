import { Annotations } from 'aws-cdk-lib';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import { shiftsTraffic } from './deployment/deployment-choice';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { isApiOnly } from './endpoint/discovery-endpoint';
import type { DiscoveryGrants } from './endpoint/discovery-grants';
import { appFacts, hasNamesake } from './plan/app-facts';
import { recordGroups } from './plan/record-groups';
import { shiftFacts } from './plan/shift-facts';
import type { RegisteredName } from './registered-name';
import { appRules } from './rules/app-rules';
import { shiftRules } from './rules/deployment-rules';
import { recordGroupRules } from './rules/record-group-rules';
import { renderFinding } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { Synthesis } from './shared/synthesis';
import { HTTP_NAME_UNKNOWN } from './shared/warnings';

/** Has all that is seen late judged of a service. */
export function checkService(
  service: IConstruct & { readonly service: BaseService }, { deployment }: DiscoverableServicePlan, name: RegisteredName | undefined,
): void {
  checkApp(service);
  if (name) {
    checkHttpName(name.cloudMapService, name.facts, name.grants);
  }
  if (shiftsTraffic(deployment.choice)) {
    checkShift(service);
  }
}

/** Has a deployment that moves traffic refused at synth where there is none to move. */
function checkShift({ node, service }: IConstruct & { readonly service: BaseService }): void {
  node.addValidation({ validate: () => findingsOf(shiftRules, shiftFacts(node.path, service)).map(renderFinding) });
}

const checked = new WeakSet<IConstruct>();

/** Has the app (or stage) of a construct judged as a whole before its templates are written. Once, however often it is called. */
export function checkApp(scope: IConstruct): void {
  const { stage } = Synthesis.of(scope);
  if (!checked.has(stage)) {
    checked.add(stage);
    // Over the whole app: names and zones are unique in AWS, whatever stages the app has.
    stage.node.addValidation({ validate: () => findingsOf(appRules, appFacts(stage.node.root)).map(renderFinding) });
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
