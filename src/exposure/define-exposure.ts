import type { Construct } from 'constructs';
import { ALB } from './define-alb';
import { EXISTING_LISTENER } from './define-existing-listener';
import { HTTP_API } from './define-http-api';
import { EXISTING_NLB, NLB } from './define-nlb';
import type { ExposureChoice } from './exposure-choice';
import type { ExposureBuilder, ExposureParts, ExposureSettings } from './exposure-settings';

/** One row a kind of exposure. */
const BUILDERS: { readonly [Kind in ExposureChoice['kind']]: ExposureBuilder<Extract<ExposureChoice, { kind: Kind }>> } = {
  alb: ALB,
  nlb: NLB,
  existingListener: EXISTING_LISTENER,
  existingNlb: EXISTING_NLB,
  httpApi: HTTP_API,
};

export function defineExposure(scope: Construct, choice: ExposureChoice, settings: ExposureSettings): ExposureParts {
  return (BUILDERS[choice.kind] as ExposureBuilder<ExposureChoice>)(scope, choice, settings);
}
