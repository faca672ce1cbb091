import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NEEDED_PEERS, refuseOldPeers } from '../../src/shared/peer-versions';

const NEEDED = { ...NEEDED_PEERS };

test('what is needed is what the peer ranges of package.json begin with', () => {
  const { peerDependencies } = JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8')) as { peerDependencies: object };

  expect(Object.fromEntries(Object.entries(NEEDED).map(([name, version]) => [name, `^${version}`]))).toEqual(peerDependencies);
});

test.each([
  ['aws-cdk-lib', '2.258.0', '2.258.1'],
  ['aws-cdk-lib', '2.99.7', '2.258.1'],
  ['aws-cdk-lib', '1.300.9', '2.258.1'],
  ['constructs', '10.5.0', '10.5.1'],
  ['constructs', '10.4.9', '10.5.1'],
])('%s %s is refused, with what is needed and how to get it', (name, found, needed) => {
  expect(() => refuseOldPeers({ ...NEEDED, [name]: found })).toThrow(
    `cdk-discoverable-service needs ${name} ${needed} or newer, and found ${found}. Install it: npm install ${name}@^${needed}`);
});

test.each([
  ['aws-cdk-lib', '2.258.1'], ['aws-cdk-lib', '2.258.2'], ['aws-cdk-lib', '2.1000.0'], ['aws-cdk-lib', '2.300.0-rc.1'], ['constructs', '10.10.0'],
])('%s %s is taken', (name, version) => {
  expect(() => refuseOldPeers({ ...NEEDED, [name]: version })).not.toThrow();
});
