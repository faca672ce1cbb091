import type { CollectionTag, ScalarTag, Tags } from 'yaml';
import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** `!Name` for `Fn::Name`: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'ForEach', 'GetAtt', 'GetAZs', 'GetStackOutput', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'Select',
  'Split', 'Sub', 'ToJsonString', 'Transform',
  // Of the section Rules.
  'Contains', 'EachMemberEquals', 'EachMemberIn', 'RefAll', 'ValueOf', 'ValueOfAll',
];

function nameOf(tag: string): string {
  return tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`;
}

function wrapped(tag: string, value: unknown): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(nameOf(tag)), value));
  return map;
}

/** All short forms of CloudFormation, each as the full form: without them, the YAML library takes `!Ref A` for the text "A". */
export const CLOUDFORMATION_TAGS: Tags = ['Ref', 'Condition', ...FUNCTIONS].flatMap((tag): Array<ScalarTag | CollectionTag> => [
  { tag: `!${tag}`, resolve: (text: string) => ({ [nameOf(tag)]: text }) },
  { tag: `!${tag}`, collection: 'seq', nodeClass: YAMLSeq, resolve: (list) => wrapped(tag, list) },
  { tag: `!${tag}`, collection: 'map', nodeClass: YAMLMap, resolve: (map) => wrapped(tag, map) },
]);
