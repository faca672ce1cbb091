import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import type { NoteFacts } from '../../src/rules/service-notes';
import { infosOf, warningsOf } from '../../src/rules/service-notes';

/** A service of which there is nothing to tell. */
const QUIET: NoteFacts = {
  namespaceType: 'DNS_PRIVATE',
  discoveryName: 'backend',
  recordTypes: ['A'],
  ttlSeconds: 10,
  isDrained: false,
  tasks: 2,
  hasHealthProbe: true,
  needsPortOfInstance: false,
  inPublicSubnetsWithoutAddress: false,
};
const ROLLING = { daemon: false, shiftsTraffic: false, minHealthyPercent: 100, maxHealthyPercent: 200, leastTasks: 2 };
const WORKER = { namespaceType: undefined };

const warnings = (facts: Partial<NoteFacts>) => warningsOf({ ...QUIET, ...facts }).map(({ id }) => id.replace('cdk-discoverable-service:', ''));
const infos = (facts: Partial<NoteFacts>) => infosOf({ ...QUIET, ...facts }).map(({ id }) => id.replace('cdk-discoverable-service:', ''));
const parameter = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;

test('of a quiet service nothing is told', () => {
  expect([warnings({}), infos({})]).toEqual([[], []]);
});

test.each<[string, Partial<NoteFacts>, string[]]>([
  ['without a health probe', { hasHealthProbe: false }, ['no-container-check']],
  ['that is a worker without a health probe', { ...WORKER, hasHealthProbe: false }, []],
  ['in public subnets without an address', { inPublicSubnetsWithoutAddress: true }, ['public-subnets']],
  ['that is a worker in public subnets without an address', { ...WORKER, inPublicSubnetsWithoutAddress: true }, ['public-subnets']],
  ['with records in a public namespace', { namespaceType: 'DNS_PUBLIC' }, ['private-addresses']],
  ['with SRV records in a public namespace', { namespaceType: 'DNS_PUBLIC', recordTypes: ['SRV'] }, ['private-addresses']],
  ['without records in a public namespace', { namespaceType: 'DNS_PUBLIC', recordTypes: [] }, []],
  ['whose tasks may all stop at once', { deployment: { ...ROLLING, minHealthyPercent: 0 } }, ['name-left-empty']],
  ['whose only task stops first', { deployment: { ...ROLLING, minHealthyPercent: 0, leastTasks: 1 } }, ['name-left-empty']],
  ['whose last task stays', { deployment: { ...ROLLING, minHealthyPercent: 1, leastTasks: 1 } }, []],
  ['that asks for no task', { deployment: { ...ROLLING, minHealthyPercent: 0, leastTasks: 0 } }, []],
  ['that is a daemon of which all tasks may stop at once', { deployment: { ...ROLLING, minHealthyPercent: 0, leastTasks: undefined } }, ['name-left-empty']],
  ['with a percentage that is known at deployment only', { deployment: { ...ROLLING, minHealthyPercent: parameter } }, []],
  ['that is a worker whose tasks may all stop at once', { ...WORKER, deployment: { ...ROLLING, minHealthyPercent: 0 } }, []],
  ['that is a worker whose deployments move traffic', { ...WORKER, deployment: { ...ROLLING, shiftsTraffic: true } }, []],
  ['in an HTTP namespace', { namespaceType: 'HTTP', recordTypes: [] }, []],
  ['with a TTL of a minute', { ttlSeconds: 60, stopTimeoutSeconds: 60 }, []],
  ['with a TTL of more than a minute', { ttlSeconds: 61, stopTimeoutSeconds: 120 }, ['long-ttl']],
  ['with SRV records of more than a minute', { ttlSeconds: 300, recordTypes: ['SRV'], isDrained: true }, ['long-ttl']],
  ['with a TTL of the time that ECS leaves a container', { ttlSeconds: 30 }, []],
  ['with a TTL of more than the time that ECS leaves a container', { ttlSeconds: 31 }, ['stop-before-ttl']],
  ['with a TTL of more than the time to stop', { ttlSeconds: 10, stopTimeoutSeconds: 9 }, ['stop-before-ttl']],
  ['with a TTL of the time to stop', { ttlSeconds: 10, stopTimeoutSeconds: 10 }, []],
  ['with a TTL of more than the time to stop, which waits for the TTL', { ttlSeconds: 31, isDrained: true }, []],
  ['with a TTL of more than the time to stop and no records', { ttlSeconds: 31, recordTypes: [] }, []],
  ['that is a worker with little time to stop', { ...WORKER, stopTimeoutSeconds: 2 }, []],
  ['with a time to stop that is known at deployment only', { ttlSeconds: 31, stopTimeoutSeconds: parameter }, []],
  ['with a TTL of more than a minute and no records', { ttlSeconds: 61, recordTypes: [] }, []],
  ['that is a worker, whose TTL means nothing', { ...WORKER, ttlSeconds: 61 }, []],
  ['with a TTL that is known at deployment only', { ttlSeconds: parameter }, []],
  ['with a TTL that is lazy', { ttlSeconds: Lazy.number({ produce: () => 600 }) }, []],
  ['with an underscore in its name', { discoveryName: 'my_backend' }, ['name-hard-for-clients']],
  ['with a capital letter in its name', { discoveryName: 'myBackend' }, ['name-hard-for-clients']],
  ['with an underscore in its name and IPv6', { discoveryName: 'my_backend', recordTypes: ['AAAA'] }, ['name-hard-for-clients']],
  ['with digits, hyphens and dots in its name', { discoveryName: 'my-backend2.orders' }, []],
  ['that is the namespace itself', { discoveryName: '.' }, []],
  ['with underscores in a name that is no host', { discoveryName: '_http._tcp', recordTypes: ['SRV'] }, []],
  ['with an underscore in a name of the API', { discoveryName: 'my_backend', namespaceType: 'HTTP', recordTypes: [] }, []],
  ['that is a worker with a capital letter in its name', { ...WORKER, discoveryName: 'Worker' }, []],
  ['with a name that is known at deployment only', { discoveryName: new CfnParameter(new Stack(), 'Name').valueAsString }, []],
  ['with everything', { namespaceType: 'DNS_PUBLIC', hasHealthProbe: false, inPublicSubnetsWithoutAddress: true, ttlSeconds: 61 },
    ['no-container-check', 'public-subnets', 'private-addresses', 'long-ttl', 'stop-before-ttl']],
])('a service %s is warned about', (_what, facts, expected) => {
  expect(warnings(facts)).toEqual(expected);
});

test.each<[string, Partial<NoteFacts>, string[]]>([
  ['with a proxy in a small task', { cpuWithProxy: 256 }, ['service-connect-task-size']],
  ['with a proxy in a task with room', { cpuWithProxy: 512 }, []],
  ['with a proxy in a task whose size is known at deployment only', { cpuWithProxy: parameter }, []],
  ['with eight tasks', { tasks: 8 }, []],
  ['with nine tasks', { tasks: 9 }, ['more-than-eight-tasks']],
  ['with nine tasks behind SRV records', { tasks: 9, recordTypes: ['SRV'] }, ['more-than-eight-tasks']],
  ['with nine tasks and no records: the API answers with all', { tasks: 9, recordTypes: [] }, []],
  ['that is a worker with nine tasks', { ...WORKER, tasks: 9 }, []],
  ['with tasks that nobody counts', { tasks: undefined }, []],
  ['with a number of tasks that is known at deployment only', { tasks: parameter }, []],
])('of a service %s is told', (_what, facts, expected) => {
  expect(infos(facts)).toEqual(expected);
});
