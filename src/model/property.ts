import { findResource } from './assembly';
import type { Assembly, Resource } from './assembly';
import { objectOf } from './json';
import { referencesIn } from './references-in';
import { resolveValue } from './resolve-value';
import type { Reference, Value } from './value';
import { ABSENT, UNKNOWN, literalOf, numberOf } from './value';

const TRUE = /^(true|yes|on)$/i;
const FALSE = /^(false|no|off)$/i;

/**
 * What stands at one place of a template, with its functions resolved.
 *
 * Each question has an answer only where the template has it: what is known at deployment only is neither absent nor any text. A rule that asks for a value and gets
 * `undefined` has nothing to say, so what is unknown passes.
 */
export class Property {
  /** The properties of a resource. */
  public static of(assembly: Assembly, { stack, properties }: Resource): Property {
    return new Property(assembly, { kind: 'structure', stack, body: properties }, 'Properties', stack, properties);
  }

  /** An expression in the template of a stack. */
  public static in(assembly: Assembly, stack: string, expression: unknown, path: string): Property {
    return new Property(assembly, resolveValue(assembly, stack, expression), path, stack, expression);
  }

  /**
   * The part that was asked for last, from which `earlier` leads to all others: many rules ask for the same places. Most places have no parts or few, and a Map for each
   * would be most of what the facts of an assembly weigh.
   */
  private latest?: Property;
  private earlier?: Property;
  private partsOfList?: readonly Property[];
  private sureItems?: readonly Property[];

  private constructor(
    private readonly assembly: Assembly, private readonly value: Value, private readonly key: string,
    private readonly stack: string, private readonly expression: unknown,
    /** What it is a part of; undefined for what stands alone. */
    private readonly whole?: Property,
  ) {}

  /** Where it stands in the resource, such as `Properties/DnsConfig/DnsRecords/0/Type`. Only findings say it. */
  public get path(): string {
    return this.whole === undefined ? this.key : `${this.whole.path}/${this.key}`;
  }

  /** Whether surely nothing stands there. */
  public get isAbsent(): boolean {
    return this.value.kind === 'absent';
  }

  /** Whether it is known at deployment only; what is a reference to a resource of the assembly is known. */
  public get isUnknown(): boolean {
    return this.value.kind === 'unknown';
  }

  /** Whether surely something stands there, whatever it is: a parameter is, and a choice of which one branch is `AWS::NoValue` is not. */
  public get isThere(): boolean {
    return this.value.kind === 'unknown' ? this.isPartOfKnown && isSurelyThere(this.expression) : this.value.kind !== 'absent';
  }

  public get text(): string | undefined {
    return literalOf(this.value);
  }

  public get number(): number | undefined {
    return numberOf(this.text);
  }

  public get flag(): boolean | undefined {
    return this.text === undefined ? undefined : TRUE.test(this.text) ? true : FALSE.test(this.text) ? false : undefined;
  }

  /** The attribute of a resource of the assembly that it is. */
  public get reference(): Reference | undefined {
    return this.value.kind === 'reference' ? this.value : undefined;
  }

  /** The resource of the assembly that it refers to, by whatever attribute. */
  public get resource(): Resource | undefined {
    return this.reference && findResource(this.assembly, this.reference);
  }

  /** The one resource of a type that an expression mentions whose whole is not known, such as an ARN that is put together. */
  public mentioned(type: string): Resource | undefined {
    const asked = this.isUnknown ? referencesIn(this.expression) : [];
    const found = asked.flatMap(({ logicalId }) => findResource(this.assembly, { stack: this.stack, logicalId }) ?? []);
    const [first, ...others] = [...new Set(found)].filter((resource) => resource.type === type);
    return others.length === 0 ? first : undefined;
  }

  /**
   * A key that two places share only if they surely come to the same: the same text, attribute, or expression over the same parameters of one stack. Undefined where
   * nothing stands there.
   */
  public get identity(): string | undefined {
    switch (this.value.kind) {
      case 'absent': return undefined;
      case 'literal': return JSON.stringify(String(this.value.value));
      case 'reference': return JSON.stringify([this.value.stack, this.value.logicalId, this.value.attribute]);
      default: return JSON.stringify([this.stack, this.expression]);
    }
  }

  /** What stands below it. */
  public at(...keys: readonly string[]): Property {
    return keys.length === 1 ? this.child(keys[0]) : keys.reduce<Property>((property, key) => property.child(key), this);
  }

  /** The keys of an object. */
  public get keys(): readonly string[] {
    return this.value.kind === 'structure' && !Array.isArray(this.value.body) ? Object.keys(this.value.body) : [];
  }

  /** The items of a list that are surely in it. One thing in place of a list is a list of it, as CloudFormation takes it. */
  public get items(): readonly Property[] {
    this.sureItems ??= this.findItems();
    return this.sureItems;
  }

  /** Whether `items` are all there are. */
  public get isWholeList(): boolean {
    return this.listed?.every(({ isUnknown }) => !isUnknown) ?? this.value.kind !== 'unknown';
  }

  private findItems(): readonly Property[] {
    const { listed, value: { kind } } = this;
    if (listed) {
      return listed.every(({ isThere }) => isThere) ? listed : listed.filter(({ isThere }) => isThere);
    }
    return kind === 'structure' || kind === 'literal' || kind === 'reference' ? [this] : [];
  }

  /** All that stands in a list; undefined where it is none. */
  private get listed(): readonly Property[] | undefined {
    const { value } = this;
    if (value.kind === 'structure' && Array.isArray(value.body)) {
      this.partsOfList ??= value.body.map((_, index) => this.makeChild(String(index)));
    }
    return this.partsOfList;
  }

  private get isPartOfKnown(): boolean {
    return this.whole === undefined || this.whole.value.kind === 'structure';
  }

  private child(key: string): Property {
    for (let part = this.latest; part !== undefined; part = part.earlier) {
      if (part.key === key) {
        return part;
      }
    }
    const part = this.makeChild(key);
    part.earlier = this.latest;
    this.latest = part;
    return part;
  }

  private makeChild(key: string): Property {
    if (this.value.kind === 'absent') {
      return new Property(this.assembly, ABSENT, key, this.stack, undefined, this);
    }
    if (this.value.kind !== 'structure') {
      return new Property(this.assembly, UNKNOWN, key, this.stack, [this.expression, key], this);
    }
    const { stack, body } = this.value;
    if (!Object.hasOwn(body, key)) {
      return new Property(this.assembly, ABSENT, key, stack, undefined, this);
    }
    const expression = (body as Readonly<Record<string, unknown>>)[key];
    return new Property(this.assembly, resolveValue(this.assembly, stack, expression), key, stack, expression, this);
  }
}

/** A choice may come to nothing, where one of its branches does; every other expression comes to something. */
function isSurelyThere(expression: unknown): boolean {
  const choice = objectOf(expression)['Fn::If'];
  return Array.isArray(choice)
    ? choice.slice(1).every((branch) => isSurelyThere(branch))
    : expression !== undefined && objectOf(expression).Ref !== 'AWS::NoValue';
}
