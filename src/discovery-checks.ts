import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { Stage, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { judge } from './checks/judge';
import { packageVersion } from './checks/package-version';
import type { TemplateFinding } from './checks/template-finding';
import type { Assembly } from './model/assembly';
import { messageOf } from './model/json';
import { readAssembly } from './model/read-assembly';
import { CHECKS_WITHOUT_APP } from './rules/checks-rules';
import { acknowledgedAboveStacks } from './shared/acknowledged';
import { refuseOne } from './shared/discovery-error';
import { findingOf } from './shared/rule';
import { EVERY_TEMPLATE_RULE } from './template-rules/all-template-rules';

/** The key of the context with which an app does without the checks that come with the constructs of this library. */
const CHECKS_CONTEXT = 'cdk-discoverable-service:checks';

const checksOfApp = new WeakMap<IConstruct, DiscoveryChecks>();

/**
 * Judges the templates of an app whenever it is synthesized: names that exist twice, registrations that ECS refuses, names that resolve to what nobody can reach, and all
 * the rest that `docs/rules.md` lists for templates.
 *
 * The constructs of this library switch it on by themselves. Call `DiscoveryChecks.of(app)` in an app that has none of them. What is found fails the synthesis where it is
 * an error; acknowledge what is meant with `Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::<rule>', reason: 'why' })`. The context
 * `"cdk-discoverable-service:checks": false` has the constructs leave it off.
 *
 * It reads the templates once more, which takes milliseconds, and costs nothing at AWS.
 *
 * @example
 * declare const app: App;
 *
 * DiscoveryChecks.of(app);
 */
export class DiscoveryChecks implements IPolicyValidationPlugin {
  /**
   * Switches the checks on for the app that a construct is in. Called again, it changes nothing.
   *
   * @param scope the app, or any construct in it
   * @throws where the construct is in no app
   */
  public static of(scope: IConstruct): DiscoveryChecks {
    const { root } = scope.node;
    if (!Stage.isStage(root)) {
      return refuseOne(`DiscoveryChecks.of(${scope.node.path})`, findingOf(CHECKS_WITHOUT_APP, `${scope.node.path || 'The construct'} is in no app.`));
    }
    const checks = checksOfApp.get(root) ?? new DiscoveryChecks(root);
    checksOfApp.set(root, checks);
    return checks;
  }

  /**
   * Switches the checks on, unless the context of the app has them off.
   *
   * @internal
   */
  public static _switchOn(scope: IConstruct): void {
    const { root } = scope.node;
    if (Stage.isStage(root) && ![false, 'false'].includes(root.node.tryGetContext(CHECKS_CONTEXT) as boolean | string)) {
      DiscoveryChecks.of(root);
    }
  }

  /** What the CDK calls the checks; it stands before the ids of their rules where one is acknowledged. */
  public readonly name: string = 'cdk-discoverable-service';

  /** The version of this library. */
  public readonly version?: string = packageVersion();

  /** The ids of all rules for templates. */
  public get ruleIds(): string[] | undefined {
    return EVERY_TEMPLATE_RULE.map(({ id }) => id);
  }

  private constructor(app: IConstruct) {
    Validations.of(app).addPlugins(this);
  }

  /**
   * Judges the templates. The CDK calls it at the end of the synthesis.
   *
   * It never throws: what it cannot judge does not stop a deployment, and the report says why under `error`.
   *
   * @param context what the CDK tells of the synthesis
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    try {
      const { appConstruct } = context;
      const assembly = readAssembly((appConstruct as Stage).outdir, { acknowledgements: () => acknowledgedAboveStacks(appConstruct), isFresh: true });
      const { findings, acknowledged } = judge(assembly, true);
      return {
        success: findings.every(({ severity }) => severity !== 'error'),
        // With those that were acknowledged: the CDK lists them as such.
        violations: [...findings, ...acknowledged].map((finding) => violationOf(assembly, finding)),
      };
    } catch (error) {
      return { success: true, violations: [], metadata: { error: `The templates could not be judged: ${messageOf(error)}` } };
    }
  }
}

function violationOf({ stacks }: Assembly, { ruleId, severity, got, why, fix, link, at, property }: TemplateFinding): PolicyViolation {
  return {
    ruleName: ruleId,
    description: `${got} ${why}`,
    fix: `${fix} See ${link}`,
    severity,
    ruleMetadata: { source: link },
    violatingResources: [{ resourceLogicalId: at.logicalId, templatePath: stacks.get(at.stack)?.file, locations: [property] }],
  };
}
