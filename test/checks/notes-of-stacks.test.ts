import { judge } from '../../src/checks/judge';
import { readAssembly } from '../../src/model/read-assembly';
import { written } from '../model/assembly-fixture';

const RULE = 'record-ttl';

const acknowledged = (reason: string) => [{ type: 'aws:cdk:acknowledged-rules', data: { [`cdk-discoverable-service::${RULE}`]: reason } }];

const NOTHING = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } };
const WITHOUT_TTL = {
  Resources: {
    Name: {
      Type: 'AWS::ServiceDiscovery::Service',
      Properties: { NamespaceId: 'ns-1', DnsConfig: { DnsRecords: [{ Type: 'A' }] } },
      Metadata: { 'aws:cdk:path': 'Outer/Part/Inner/Name' },
    },
  },
};

/** Stacks in this order: `Inner`, which has the one finding, is made in a construct of `Outer`. */
function assemblyOf(metadata: Partial<Record<'First' | 'Outer' | 'Inner', object>>, others: Record<string, object> = {}) {
  const stack = (id: keyof typeof metadata, displayName = id as string) =>
    ({ type: 'aws:cloudformation:stack', displayName, properties: { templateFile: `${id}.json` }, metadata: metadata[id] });
  return written({
    'manifest.json': { artifacts: { First: stack('First'), Outer: stack('Outer'), Inner: stack('Inner', 'Outer/Part/Inner'), ...others } },
    'First.json': NOTHING,
    'Outer.json': NOTHING,
    'Inner.json': WITHOUT_TTL,
  });
}

const above = { isFresh: true, acknowledgements: () => [{ ruleId: RULE, reason: 'the app', path: '' }] };

function reasonsOf(directory: string, options: Parameters<typeof readAssembly>[1]): string[] {
  return judge(readAssembly(directory, options), true).acknowledged.filter(({ ruleId }) => ruleId === RULE).map(({ reason }) => reason);
}

test('what a stack says counts for a stack that is made inside of it', () => {
  const directory = assemblyOf({ Outer: { '/Outer/Part': acknowledged('the part') } });
  expect(reasonsOf(directory, { isFresh: true })).toEqual(['the part']);
});

test('what was acknowledged above all stacks goes before what a stack after the first says itself', () => {
  const directory = assemblyOf({ Outer: { '/Outer/Part': acknowledged('the part') }, Inner: { '/Outer/Part/Inner': acknowledged('the stack') } });
  expect(reasonsOf(directory, above)).toEqual(['the app']);
});

test('a stack in which nothing was found, and that is around none, is not asked at synth', () => {
  const unreadable = { type: 'aws:cloudformation:stack', properties: { templateFile: 'First.json' }, additionalMetadataFile: 'none.json' };
  const directory = assemblyOf({ Inner: { '/Outer/Part/Inner': acknowledged('the stack') } }, { Apart: unreadable });
  expect(reasonsOf(directory, { isFresh: true })).toEqual(['the stack']);
});
