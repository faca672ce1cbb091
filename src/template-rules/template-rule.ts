import type { Resource } from '../model/assembly';
import type { Declared } from '../model/declared';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';
import type { RuleText } from '../shared/rule';

/** Where templates break a rule. */
export interface Broken {
  /** What was got, as a sentence. */
  readonly got: string;
  /** The resource at fault: the one to change. */
  readonly at: Resource;
  /** Where in it. */
  readonly property?: Property;
  /** Other resources that take part. */
  readonly beside?: readonly Resource[];
}

/**
 * One fact about AWS that templates can break, whoever wrote them.
 *
 * It says nothing about what it does not know: a value that is known at deployment only passes. A rule that a constructor of this library judges too has the same id.
 */
export interface TemplateRule extends RuleText {
  readonly broken: (facts: TemplateFacts) => readonly Broken[];
}

/** @param beside other resources that take part; those that are not known are left out */
export function brokenAt({ resource }: Declared, got: string, property?: Property, beside: ReadonlyArray<Resource | undefined> = []): Broken {
  return { got, at: resource, property, beside: beside.filter((other) => other !== undefined) };
}
