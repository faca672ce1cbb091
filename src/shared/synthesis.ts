import type { IAspect } from 'aws-cdk-lib';
import { AspectPriority, Aspects, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const synthesisOfStage = new WeakMap<IConstruct, Synthesis>();

/**
 * The moment when an app (or a stage of it) has been built and its templates have not: what depends on all constructs is decided then, so that
 * the lines of an app may stand in any order.
 */
export class Synthesis implements IAspect {
  /** Of the app or stage that a construct is in. */
  public static of(scope: IConstruct): Synthesis {
    const stage = Stage.of(scope) ?? scope.node.root;
    const synthesis = synthesisOfStage.get(stage) ?? new Synthesis(stage);
    synthesisOfStage.set(stage, synthesis);
    return synthesis;
  }

  private readonly actions: Array<() => void> = [];
  private started = false;

  private constructor(public readonly stage: IConstruct) {
    // Last among the aspects of the stage: what others add to the tree is then there.
    Aspects.of(stage).add(this, { priority: AspectPriority.READONLY });
  }

  /** Whether it is too late to add anything. */
  public get hasBegun(): boolean {
    return this.started;
  }

  /** Has something done once, in the order of these calls. */
  public atBegin(action: () => void): void {
    this.actions.push(action);
  }

  public visit(node: IConstruct): void {
    if (node === this.stage && !this.started) {
      this.started = true;
      this.actions.forEach((action) => action());
    }
  }
}
