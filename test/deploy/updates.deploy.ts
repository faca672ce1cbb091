import type { Template } from './assembly-copy';
import { AssemblyCopy } from './assembly-copy';
import { deploy, destroy } from './cdk';
import { checkPromises } from './check-promises';
import { clientsOf } from './clients';
import { deployed } from './deployed';
import { Emulator, REGION } from './emulator';
import { ALARM, change, HEALTH_CHECK, INGRESS, NAME, RECORD } from './mutant';
import { ALL } from './promises';
import { physicalIds, proveExample, useAnotherImage } from './prove-example';
import { assemblyDirectory } from '../../scripts/examples';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await Emulator.start();
});
afterAll(() => emulator?.stop());

const copyOf = (example: string) => new AssemblyCopy(assemblyDirectory(example));

test('an update that Cloud Map refuses is told in its words, and rolled back: the next one finds the stack as it was', async () => {
  const [promised, original] = [ALL['frontend-backend'], copyOf('frontend-backend')];
  await deploy(emulator, original.directory);
  const before = await deployed(emulator);
  const refused = copyOf('frontend-backend').change(useAnotherImage).change(change(NAME, 'Backend', (p) => {
    p.DnsConfig.DnsRecords[0].Type = 'AAAA';
  })).change(({ Resources }) => {
    Resources.Added = { Type: 'AWS::ServiceDiscovery::HttpNamespace', Properties: { Name: 'added' } };
  });

  await expect(deploy(emulator, refused.directory)).rejects.toThrow(/ValidationError.*The types of the records of a service cannot be changed/);
  const after = await deployed(emulator);
  expect(physicalIds(after)).toEqual(physicalIds(before));
  expect(after.regions[REGION].left.namespaces).toEqual(['ecs-internal']);
  await checkPromises(after, clientsOf(emulator), promised, REGION);
  await proveUpdate(original);
  [original, refused].forEach((copy) => copy.remove());
});

/** The stack is updated to what it was, and destroyed. */
async function proveUpdate(copy: AssemblyCopy): Promise<void> {
  await deploy(emulator, copy.directory);
  await destroy(emulator, copy.directory);
  expect((await deployed(emulator)).regions[REGION].left).toEqual({});
}

const IN_PLACE: readonly (readonly [string, string, (template: Template) => void])[] = [
  ['a rule and a target group', 'shared-alb', (template) => {
    change('AWS::ElasticLoadBalancingV2::ListenerRule', 'Api', (p) => {
      p.Priority = 11;
    })(template);
    change('AWS::ElasticLoadBalancingV2::TargetGroup', '', (p) => {
      p.HealthCheckPath = '/ready';
    })(template);
  }],
  ['an alarm, and what rules and targets of scaling say', 'blue-green', (template) => {
    change(ALARM, '', (p) => {
      p.AlarmDescription = 'Another one';
    })(template);
    change(INGRESS, '', (p) => {
      p.Description = 'Another one';
    })(template);
    change('AWS::ApplicationAutoScaling::ScalableTarget', '', (p) => {
      p.MaxCapacity = 12;
    })(template);
  }],
  ['a health check and its record', 'health-public-failover', (template) => {
    change(HEALTH_CHECK, '', (p) => {
      p.HealthCheckConfig.FailureThreshold = 5;
    })(template);
    change(RECORD, 'Api', (p) => {
      p.SetIdentifier = 'first';
    })(template);
  }],
];

test.each(IN_PLACE)('%s are changed in place (%s)', async (_, example, edit) => {
  await proveExample(emulator, copyOf(example), ALL[example], (template) => {
    useAnotherImage(template);
    edit(template);
  });
});

test('the time for which a missing name is remembered is changed in place', async () => {
  const copy = copyOf('frontend-backend');
  const negativeTtls = async () => (await deployed(emulator)).zones.filter(({ name }) => name === 'ecs-internal.').map(({ negativeTtl }) => negativeTtl);
  await deploy(emulator, copy.directory);
  expect(await negativeTtls()).toEqual([15]);

  await deploy(emulator, copy.change(change('AWS::ServiceDiscovery::PrivateDnsNamespace', '', (p) => {
    p.Properties.DnsProperties.SOA.TTL = 30;
  })).directory);

  expect(await negativeTtls()).toEqual([30]);
  await destroy(emulator, copy.directory);
  copy.remove();
});
