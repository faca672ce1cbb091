import { measured, medianOf } from './child';
import type { Workplace } from './workplace';

interface Usage {
  readonly cpu: number;
  readonly heap: number;
  readonly loaded: readonly string[];
}

/** What loading the library with one service takes, beside an empty FargateService; what Node.js takes itself is left out of both. */
export interface ImportCost {
  readonly cpu: number;
  readonly heap: number;
  /** Modules of load balancing, Route 53 and API Gateway that the library has loaded and the FargateService has not; indexes, which load nothing by themselves, are no modules. */
  readonly early: readonly string[];
}

const LATE = /aws-cdk-lib\/aws-(elasticloadbalancing|route53|apigateway)[^/]*\/lib\/(?!index\.js)/;

export function measureImports(workplace: Workplace, rounds: number): ImportCost {
  const usages: Record<string, Usage[]> = { 'nothing': [], 'fargate-service': [], 'discoverable-service': [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [program, found] of Object.entries(usages)) {
      found.push(measured(workplace.folder, ['--expose-gc', `programs/imports/${program}.js`]));
    }
  }
  const ratio = (of: 'cpu' | 'heap') => {
    const [nothing, fargate, discoverable] = Object.values(usages).map((found) => medianOf(found.map((usage) => usage[of])));
    return (discoverable - nothing) / (fargate - nothing);
  };
  const there = new Set(usages['fargate-service'][0].loaded);
  return {
    cpu: ratio('cpu'),
    heap: ratio('heap'),
    early: usages['discoverable-service'][0].loaded.filter((module) => LATE.test(module) && !there.has(module)).map((module) => module.replace(/^.*aws-cdk-lib\//, '')),
  };
}
