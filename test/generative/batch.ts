import { App } from 'aws-cdk-lib';
import { build } from './build';
import type { Combination } from './combination';
import { namespaceNameOf, serviceNameOf } from './meaning';
import { Networks } from './network';
import type { Assembly } from './template-facts';
import { readAssembly } from './template-facts';
import { DiscoveryError } from '../../src/shared/discovery-error';
import { pluginReports } from '../testing/plugin-reports';

/** Without stack traces, trees and metadata an app takes half the time. */
const QUICK = {
  context: {
    '@aws-cdk/core:validateAgainstDefaultRules': true,
    // By its path, a resource of a template is known to belong to a construct.
    'aws:cdk:enable-path-metadata': true,
  },
  analyticsReporting: false,
  stackTraces: false,
  treeMetadata: false,
};

/** Ids of broken rules; or the text of an error that is none of the library's. */
export interface Refusal { readonly rules: readonly string[]; readonly error?: string }

export interface Synthesized { readonly assembly: Assembly; readonly findings: readonly unknown[] }

function refusalOf(error: unknown): Refusal {
  if (error instanceof DiscoveryError) {
    return { rules: error.ruleIds, message: error.message } as Refusal;
  }
  const { message } = error as Error;
  // What is found at synth comes as one text of the CDK.
  const rules = [...message.matchAll(/^\s*(?:\[.*?\])?\s*\[([a-z0-9-]+)\] /gm)].map(([, rule]) => rule);
  return rules.length > 0 ? { rules } : { rules: [], error: (error as Error).stack ?? message };
}

function attempt(action: () => void): Refusal | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return refusalOf(error);
  }
}

/** Builds combinations in an app that is never synthesized: what is refused there leaves nothing behind in the app of the others. */
export class Trial {
  private readonly app = new App(QUICK);
  private readonly networks = new Networks(this.app);

  public refusal(combination: Combination): Refusal | undefined {
    return attempt(() => build(this.app, this.networks, combination));
  }
}

export function synthesize(combinations: readonly Combination[]): Synthesized {
  const app = new App(QUICK);
  const networks = new Networks(app);
  combinations.forEach((combination) => build(app, networks, combination));
  const { directory } = app.synth();
  return { assembly: readAssembly(directory), findings: pluginReports(directory) };
}

/** What a combination comes to in an app of its own. */
export function alone(combination: Combination): Synthesized | Refusal {
  const refusal = new Trial().refusal(combination);
  let result: Synthesized | undefined;
  return refusal ?? attempt(() => {
    result = synthesize([combination]);
  }) ?? result!;
}

/** The names that combinations could share: the apex of a namespace that is not theirs alone. */
function sharedName(combination: Combination): string | undefined {
  const { world, network } = combination;
  return serviceNameOf(combination) === '.' && namespaceNameOf(combination) === 'ecs-internal' ? `${world} ${network}` : undefined;
}

/** Batches of so many combinations, none of which takes the name of another one. */
export function batchesOf(combinations: readonly Combination[], size: number): Combination[][] {
  const batches: Combination[][] = [];
  for (const combination of combinations) {
    const name = sharedName(combination);
    const fits = (batch: Combination[]) => batch.length < size && (name === undefined || batch.every((other) => sharedName(other) !== name));
    const batch = batches.find(fits);
    if (batch) {
      batch.push(combination);
    } else {
      batches.push([combination]);
    }
  }
  return batches;
}
