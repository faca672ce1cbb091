import { CfnElement, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Dependencies, Edge } from './arrange';
import { ElementDependencies } from './element-dependencies';

/**
 * What is deployed as one: an element within its stack, a nested stack (by its resource) within its parent, a stack within the app.
 *
 * A dependency between two elements is one between two units of the innermost stack that holds both, or of the app. So a circle is
 * always a circle of units of one level, and each unit knows its level: `CfnElement` that of its stack, `Stack` that of the app.
 */
export type Unit = CfnElement | Stack;

/** The two units that a dependency is one of; nothing where both ends are in one. */
export function liftToUnits(from: IConstruct, to: IConstruct): Edge<Unit> | undefined {
  if (Stack.of(from) === Stack.of(to)) {
    return from === to ? undefined : { from: from as Unit, to: to as Unit };
  }
  const [fromStacks, toStacks] = [from, to].map((construct) => stacksAround(Stack.of(construct)));
  let common = 0;
  while (common < Math.min(fromStacks.length, toStacks.length) && fromStacks[common] === toStacks[common]) {
    common += 1;
  }
  const edge = { from: unitAt(from, fromStacks, common), to: unitAt(to, toStacks, common) };
  return edge.from === edge.to ? undefined : edge;
}

/** From the top-level stack inwards. */
function stacksAround(stack: Stack): Stack[] {
  return stack.nestedStackParent ? [...stacksAround(stack.nestedStackParent), stack] : [stack];
}

function unitAt(construct: IConstruct, stacks: readonly Stack[], level: number): Unit {
  if (level === stacks.length) {
    // Some references point at a construct, not at an element: AWS::Region, of the stack itself.
    return construct as Unit;
  }
  return level === 0 ? stacks[0] : stacks[level].nestedStackResource as CfnElement;
}

/** The dependencies that an app has without the ones that are to be decided, read from the constructs as the CDK will read them. */
export class DeploymentGraph implements Dependencies<Unit> {
  private readonly found = new Map<Unit, readonly Unit[]>();
  private readonly dependencies = new ElementDependencies();
  private readonly nestedStacks: ReadonlyMap<CfnElement, Stack>;

  constructor(root: IConstruct) {
    const nested = root.node.findAll().filter((construct) => Stack.isStack(construct) && construct.nestedStackResource !== undefined);
    this.nestedStacks = new Map(nested.map((construct) => [(construct as Stack).nestedStackResource as CfnElement, construct as Stack]));
  }

  public of(unit: Unit): readonly Unit[] {
    const units = this.found.get(unit) ?? this.find(unit);
    this.found.set(unit, units);
    return units;
  }

  public nameOf(unit: Unit): string {
    return unit.node.path;
  }

  private find(unit: Unit): readonly Unit[] {
    const units = new Set<Unit>(Stack.isStack(unit) ? unit.dependencies : []);
    for (const element of this.elementsOf(unit)) {
      for (const target of this.dependencies.of(element)) {
        const edge = liftToUnits(element, target);
        if (edge?.from === unit) {
          units.add(edge.to);
        }
      }
    }
    units.delete(unit);
    return [...units];
  }

  /** The elements that are deployed with a unit. */
  private elementsOf(unit: Unit): CfnElement[] {
    if (!CfnElement.isCfnElement(unit)) {
      return Stack.isStack(unit) ? elementsBelow(unit) : [];
    }
    const nested = this.nestedStacks.get(unit);
    return nested ? [unit, ...elementsBelow(nested)] : [unit];
  }
}

function elementsBelow(stack: Stack): CfnElement[] {
  return stack.node.findAll().filter((construct) => CfnElement.isCfnElement(construct));
}
