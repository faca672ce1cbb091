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

  private readonly preparations: Array<() => void> = [];
  private readonly actions: Array<() => void> = [];
  private started = false;
  private isWritten = false;

  private constructor(public readonly stage: IConstruct) {
    // Last among the aspects that see the stage itself. What an aspect does when it sees a construct further down comes later.
    Aspects.of(stage).add(this, { priority: AspectPriority.READONLY });
    // Nothing that is added after the validation is written any more.
    stage.node.addValidation({ validate: () => this.end() });
  }

  /** Whether it is too late to add anything. */
  public get hasBegun(): boolean {
    return this.started;
  }

  /**
   * A construct that renders nothing itself, which is made by the first who asks for it: also after the synthesis, when the CDK refuses to synthesize again what has
   * got further constructs.
   */
  public makeReadable<T extends IConstruct>(make: () => T): T {
    const made = make();
    if (this.isWritten) {
      made.node.scope!.node.tryRemoveChild(made.node.id);
    }
    return made;
  }

  /** Has something done before all that is decided: it changes what the constructs say. */
  public prepare(preparation: () => void): void {
    this.preparations.push(preparation);
  }

  /** Has something decided and done, once. */
  public atBegin(action: () => void): void {
    this.actions.push(action);
  }

  public visit(node: IConstruct): void {
    if (node === this.stage && !this.started) {
      this.begin();
    }
  }

  private end(): string[] {
    this.isWritten = true;
    return [];
  }

  /** A synthesis that was refused has not begun: the next one must be refused too, and not write what is half done. */
  private begin(): void {
    this.started = true;
    try {
      // What one of them adds is done, too.
      for (const actions of [this.preparations, this.actions]) {
        for (const action of actions) {
          action();
        }
      }
    } catch (error) {
      this.started = false;
      throw error;
    }
  }
}
