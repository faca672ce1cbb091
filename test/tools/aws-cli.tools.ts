import { needs, ran } from './support/tools';
import { DiscoverySimulator } from '../../src/simulator';
import { simulated } from '../simulator/conformance/support/simulation';
import { ZOO } from '../simulator/conformance/support/zoo';

needs('aws', 'python3');

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'any',
  AWS_SECRET_ACCESS_KEY: 'any',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
  AWS_PAGER: '',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  NO_PROXY: '127.0.0.1',
};

let simulator: DiscoverySimulator;

beforeAll(async () => {
  simulator = await simulated(ZOO);
});

async function aws(...args: string[]) {
  const { stdout, stderr, code } = await ran('aws', ['--endpoint-url', simulator.apiEndpoint, '--output', 'json', ...args], ENVIRONMENT);
  return { code, stderr, answer: stdout === '' ? undefined : JSON.parse(stdout) as Record<string, unknown> };
}

function idsOf(name: string): string[] {
  return simulator.tasks(name).map(({ id }) => id);
}

test('the CLI discovers instances', async () => {
  const { answer, stderr } = await aws('servicediscovery', 'discover-instances', '--namespace-name', 'ecs-internal', '--service-name', 'backend');
  expect(stderr).toBe('');
  expect((answer!.Instances as { InstanceId: string }[]).map(({ InstanceId }) => InstanceId).sort()).toEqual(idsOf('backend.ecs-internal').sort());
});

test('the CLI pages through lists', async () => {
  const { answer } = await aws('servicediscovery', 'list-services', '--page-size', '3');
  expect((answer!.Services as unknown[]).length).toBeGreaterThan(15);
});

test('the CLI scales a service, and lists and stops its tasks', async () => {
  const service = ['--cluster', 'shop', '--service', 'weighted-service'];
  expect((await aws('ecs', 'update-service', ...service, '--desired-count', '4')).answer).toMatchObject({ service: { desiredCount: 4 } });
  const { answer } = await aws('ecs', 'list-tasks', '--cluster', 'shop', '--service-name', 'weighted-service', '--page-size', '3');
  expect((answer!.taskArns as string[]).sort()).toEqual(simulator.tasks('weighted').map(({ arn }) => arn).sort());
  const [{ arn, id }] = simulator.tasks('weighted');
  expect((await aws('ecs', 'stop-task', '--cluster', 'shop', '--task', arn)).answer).toMatchObject({ task: { taskArn: arn } });
  expect(idsOf('weighted')).not.toContain(id);
});

test('an error is told by its name', async () => {
  const { stderr, code } = await aws('servicediscovery', 'discover-instances', '--namespace-name', 'nowhere', '--service-name', 'backend');
  expect(stderr).toContain('NamespaceNotFound');
  expect([254, 255]).toContain(code); // of version 2, and of version 1
});

const SCRIPT = `
import json, sys, boto3
from botocore.config import Config
client = boto3.client('servicediscovery', endpoint_url=sys.argv[1], config=Config(inject_host_prefix=False))
found = client.discover_instances(NamespaceName='ecs-internal', ServiceName='legacy', HealthStatus='ALL', QueryParameters={'version': 'v1'})
revision = client.discover_instances_revision(NamespaceName='ecs-internal', ServiceName='legacy')
try:
    client.discover_instances(NamespaceName='ecs-internal', ServiceName='nowhere')
except client.exceptions.ServiceNotFound as error:
    print(json.dumps([[i['InstanceId'] for i in found['Instances']], found['InstancesRevision'] == revision['InstancesRevision'], error.response['Error']['Code']]))
`;

test('boto3 discovers instances, and knows the errors', async () => {
  const { stdout, stderr } = await ran('python3', ['-c', SCRIPT, simulator.apiEndpoint], ENVIRONMENT);
  if (stderr.includes('No module named')) {
    throw new Error('boto3 is missing: pip install boto3');
  }
  expect({ stderr, answer: JSON.parse(stdout || 'null') as unknown }).toEqual({ stderr: '', answer: [['legacy1'], true, 'ServiceNotFound'] });
});
