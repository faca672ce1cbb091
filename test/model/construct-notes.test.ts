import { constructNotes } from '../../src/model/construct-notes';

const PATH = '/Shop/Backend';

test('reads the acknowledgements of our rules, and leaves those of others', () => {
  const metadata = {
    [PATH]: [
      { type: 'aws:cdk:acknowledged-rules', data: { 'cdk-discoverable-service::long-ttl': 'why', 'CloudFormation-Validate::W3010': 'because' } },
      { type: 'aws:cdk:warning', data: 'cdk-discoverable-service::long-ttl' },
    ],
  };

  expect(constructNotes(metadata).acknowledgements).toEqual([{ ruleId: 'long-ttl', reason: 'why', path: 'Shop/Backend' }]);
});

test('reads which warnings a construct tells by itself', () => {
  expect([...constructNotes({ [PATH]: [{ type: 'cdk-discoverable-service:told', data: ['long-ttl'] }] }).told]).toEqual([['Shop/Backend', ['long-ttl']]]);
});

test('reads which of its warnings nobody has acknowledged', () => {
  const warning = (text: string) => ({ type: 'aws:cdk:warning', data: text });
  const { standing } = constructNotes({
    [PATH]: [
      warning('It is slow. [ack: cdk-discoverable-service:long-ttl]'), warning('It is public. [ack: cdk-discoverable-service:public-http]'),
      warning('Of others. [ack: aws-cdk-lib/x]'), warning('Without an id.'),
    ],
  });
  expect([...standing]).toEqual([['Shop/Backend', ['long-ttl', 'public-http']]]);
});

test.each([
  ['an entry of its own', { type: 'aws:cdk:creationStack', data: ['new Backend (app.ts:1:2)'] }],
  ['what its logical id came with', { type: 'aws:cdk:logicalId', data: 'Backend123', trace: ['new Backend (app.ts:1:2)'] }],
])('reads where a construct was made from %s', (_, entry) => {
  expect([...constructNotes({ [PATH]: [entry] }).traces]).toEqual([['Shop/Backend', ['new Backend (app.ts:1:2)']]]);
});

test('knows no place where none is told', () => {
  expect(constructNotes({ [PATH]: [{ type: 'aws:cdk:logicalId', data: 'Backend123' }] }).traces.size).toBe(0);
});

test('reads metadata of any shape', () => {
  expect(constructNotes({ [PATH]: 'text', '/Other': [null, 1, { type: 'aws:cdk:acknowledged-rules' }] }).acknowledgements).toEqual([]);
});
