import type { StackOutput, SynthesizedStack } from './assembly';
import { conditionIn } from './conditions';
import { listOf, objectOf, textOf } from './json';
import type { Scope } from './scope';
import type { Value } from './value';
import { ABSENT, UNKNOWN, literalOf } from './value';

/** Attributes that return a property as it was given. */
const ECHOED_PROPERTY = new Map([['AWS::ServiceDiscovery::Service.Name', 'Name']]);

const FUNCTIONS: ReadonlyMap<string, (scope: Scope, argument: unknown) => Value> = new Map<string, (scope: Scope, argument: unknown) => Value>([
  ['Ref', (scope, name) => resolveRef(scope, textOf(name) ?? '')],
  ['Fn::GetAtt', (scope, argument) => resolveGetAtt(scope, typeof argument === 'string' ? argument.split(/\.(.*)/) : listOf(argument))],
  ['Fn::ImportValue', (scope, name) => resolveImport(scope, name)],
  ['Fn::GetStackOutput', (scope, argument) => resolveStackOutput(scope, argument)],
  ['Fn::Join', (scope, argument) => resolveJoin(scope, listOf(argument))],
  ['Fn::Sub', (scope, argument) => resolveSub(scope, argument)],
  ['Fn::If', (scope, argument) => resolveIf(scope, listOf(argument))],
  ['Fn::Select', (scope, argument) => resolveSelect(scope, listOf(argument))],
  ['Fn::Split', (scope, argument) => resolveSplit(scope, listOf(argument))],
  ['Fn::FindInMap', (scope, argument) => resolveFindInMap(scope, listOf(argument))],
]);

export function resolveIntrinsic(scope: Scope, name: string, argument: unknown): Value {
  return FUNCTIONS.get(name)?.(scope, argument) ?? UNKNOWN;
}

function literalIn(scope: Scope, expression: unknown): string | undefined {
  return literalOf(scope.resolve(expression));
}

function pseudoParameter({ account, region }: SynthesizedStack, name: string): Value {
  const literal = new Map([['AWS::AccountId', account], ['AWS::Region', region]]).get(name);
  return name === 'AWS::NoValue' ? ABSENT : literal === undefined ? UNKNOWN : { kind: 'literal', value: literal };
}

/** A parameter has a value only where one was given, or where a parent passes one: a default is what the deployer gets who chooses nothing. */
function resolveRef(scope: Scope, name: string): Value {
  const { id, resources, parameters, nestedIn } = scope.stack;
  if (name.startsWith('AWS::')) {
    return pseudoParameter(scope.stack, name);
  }
  if (resources.has(name)) {
    return { kind: 'reference', stack: id, logicalId: name, attribute: 'Ref' };
  }
  return parameters.has(name) ? scope.resolve(parameters.get(name), nestedIn?.stack) : UNKNOWN;
}

function resolveGetAtt(scope: Scope, [logicalId, attribute]: readonly unknown[]): Value {
  const resource = scope.stack.resources.get(textOf(logicalId) ?? '');
  if (!resource || typeof attribute !== 'string') {
    return UNKNOWN;
  }
  if (resource.type === 'AWS::CloudFormation::Stack') {
    const nestedId = scope.stack.nested.get(resource.logicalId) ?? '';
    const output = scope.assembly.stacks.get(nestedId)?.outputs.get(attribute.replace(/^Outputs\./, ''));
    return output === undefined ? UNKNOWN : scope.resolve(output.value, nestedId);
  }
  const echoed = ECHOED_PROPERTY.get(`${resource.type}.${attribute}`);
  const value = echoed === undefined ? UNKNOWN : scope.resolve(resource.properties[echoed]);
  return value.kind === 'literal' || value.kind === 'reference' ? value : { kind: 'reference', stack: scope.stack.id, logicalId: resource.logicalId, attribute };
}

/** An export that two stacks of one environment claim is not resolved: only one of them can have been deployed. */
function resolveImport(scope: Scope, expression: unknown): Value {
  const name = literalIn(scope, expression);
  const exporters = name === undefined ? [] : scope.exportersOf(name);
  return exporters.length === 1 ? outputOf(scope, exporters[0].stack, exporters[0].output) : UNKNOWN;
}

/** What CloudFormation looks up in another stack by the name of that stack. */
function resolveStackOutput(scope: Scope, argument: unknown): Value {
  const { StackName, OutputName, Region } = objectOf(argument);
  const [stackName, outputName, region] = [StackName, OutputName, Region].map((expression) => literalIn(scope, expression));
  const isElsewhere = (stack: SynthesizedStack) => region !== undefined && stack.region !== undefined && stack.region !== region;
  const isMeant = (stack: SynthesizedStack) => stack.name === stackName && !isElsewhere(stack);
  const stacks = stackName === undefined ? [] : [...scope.assembly.stacks.values()].filter(isMeant);
  const output = stacks.length === 1 ? stacks[0].outputs.get(outputName ?? '') : undefined;
  return output === undefined ? UNKNOWN : outputOf(scope, stacks[0].id, output);
}

function outputOf(scope: Scope, stackId: string, { value }: StackOutput): Value {
  return scope.resolve(value, stackId);
}

function resolveJoin(scope: Scope, [separator, parts]: readonly unknown[]): Value {
  const list = scope.resolve(parts);
  if (list.kind !== 'structure') {
    return UNKNOWN;
  }
  const values = listOf(list.body).map((part) => scope.resolve(part, list.stack)).filter(({ kind }) => kind !== 'absent');
  const literals = values.flatMap((value) => value.kind === 'literal' ? [String(value.value)] : []);
  if (values.length === 1 && values[0].kind === 'reference') {
    return values[0]; // a list of one is what it holds
  }
  return literals.length === values.length ? { kind: 'literal', value: literals.join(textOf(separator) ?? '') } : UNKNOWN;
}

/** `${Name}` and `${Resource.Attribute}`; `${!Name}` stands for itself. */
const VARIABLE = /\$\{([^!}][^}]*)\}/g;

function resolveSub(scope: Scope, argument: unknown): Value {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : listOf(argument);
  if (typeof template !== 'string') {
    return UNKNOWN;
  }
  const parts = template.split(VARIABLE).flatMap((part, index) => index % 2 === 1 ? [variableIn(part.trim(), objectOf(variables))]
    : part === '' ? [] : [part.replace(/\$\{!/g, '${')]);
  return resolveJoin(scope, ['', parts]);
}

function variableIn(name: string, variables: Readonly<Record<string, unknown>>): unknown {
  return Object.hasOwn(variables, name) ? variables[name] : name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name };
}

/** Where the condition is not known, the value is known all the same if both branches come to it. */
function resolveIf(scope: Scope, [condition, whenTrue, whenFalse]: readonly unknown[]): Value {
  const holds = conditionIn(scope, { Condition: condition });
  if (holds !== undefined) {
    return scope.resolve(holds ? whenTrue : whenFalse);
  }
  const [one, other] = [whenTrue, whenFalse].map((branch) => scope.resolve(branch));
  return JSON.stringify(one) === JSON.stringify(other) ? one : UNKNOWN;
}

function resolveSelect(scope: Scope, [index, list]: readonly unknown[]): Value {
  const position = literalIn(scope, index);
  const from = scope.resolve(list);
  const item = from.kind === 'structure' ? listOf(from.body)[Number(position)] : undefined;
  return item === undefined || from.kind !== 'structure' ? UNKNOWN : scope.resolve(item, from.stack);
}

function resolveSplit(scope: Scope, [separator, source]: readonly unknown[]): Value {
  const text = literalIn(scope, source);
  return text === undefined || typeof separator !== 'string' || separator === ''
    ? UNKNOWN
    : { kind: 'structure', stack: scope.stack.id, body: text.split(separator) };
}

function resolveFindInMap(scope: Scope, [map, first, second]: readonly unknown[]): Value {
  const [name, key, subkey] = [map, first, second].map((part) => literalIn(scope, part));
  const found = objectOf(objectOf(scope.stack.mappings[name ?? ''])[key ?? ''])[subkey ?? ''];
  return found === undefined ? UNKNOWN : scope.resolve(found);
}
