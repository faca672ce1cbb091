import type { Template } from './assembly-copy';
import { AssemblyCopy } from './assembly-copy';
import { deploy } from './cdk';
import { checkPromises } from './check-promises';
import { clientsOf } from './clients';
import { deployed } from './deployed';
import { Emulator, REGION } from './emulator';
import type { Promised } from './promise';
import { backendFrom } from './promise';
import { BESIDE_DNS, CAPACITY, EXPOSED } from './promises';
import { proveExample, useAnotherImage } from './prove-example';
import { assemblyDirectory } from '../../scripts/examples';

/** All resources of a type whose logical ids begin so. */
function of({ Resources }: Template, type: string, id = ''): { Properties: Record<string, any>; DependsOn?: string[] }[] {
  const found = Object.entries(Resources).filter(([name, resource]) => resource.Type === type && name.startsWith(id)).map(([, resource]) => resource);
  expect(found).not.toEqual([]);
  return found as ReturnType<typeof of>;
}

function remove(template: Template, type: string): void {
  const gone = Object.keys(template.Resources).filter((name) => template.Resources[name].Type === type);
  expect(gone).not.toEqual([]);
  gone.forEach((name) => delete template.Resources[name]);
  for (const resource of Object.values(template.Resources)) {
    resource.DependsOn = [resource.DependsOn ?? []].flat().filter((name) => !gone.includes(name));
  }
}

const CALL: Promised = { calls: [backendFrom()] };
const SERVICE = 'AWS::ECS::Service';
const NAME = 'AWS::ServiceDiscovery::Service';
const [INGRESS, EGRESS] = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

/** A mistake in an example, and what shows it: what AWS refuses, or what is not as promised. */
const MUTANTS: readonly (readonly [string, string, Promised, (template: Template) => void, RegExp])[] = [
  ['the registry is removed', 'frontend-backend', CALL, (t) => of(t, SERVICE, 'Backend').forEach(({ Properties: p }) => {
    p.ServiceRegistries = [];
  }), /the name does not exist/],
  ['the name is another one', 'frontend-backend', CALL, (t) => of(t, NAME, 'Backend').forEach(({ Properties: p }) => {
    p.Name = 'backend2';
  }), /the name does not exist/],
  ['the namespace is another one', 'frontend-backend', CALL, (t) => of(t, 'AWS::ServiceDiscovery::PrivateDnsNamespace').forEach(({ Properties: p }) => {
    p.Name = 'ecs.internal';
  }), /the name does not exist/],
  ['the rule of the security group is removed', 'frontend-backend', CALL, (t) => remove(t, INGRESS), /port 80 of [\d.]+ is closed to it/],
  ['the rule is for another port', 'frontend-backend', CALL, (t) => of(t, INGRESS).forEach(({ Properties: p }) => {
    Object.assign(p, { FromPort: 8080, ToPort: 8080 });
  }), /port 80 of [\d.]+ is closed to it/],
  ['the client may call nobody', 'frontend-backend', CALL, (t) => of(t, 'AWS::EC2::SecurityGroup', 'Frontend').forEach(({ Properties: p }) => {
    p.SecurityGroupEgress = [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }];
  }), /port 80 of [\d.]+ is closed to it/],
  ['answers are kept for an hour', 'frontend-backend', CALL, (t) => of(t, NAME, 'Backend').forEach(({ Properties: p }) => {
    p.DnsConfig.DnsRecords[0].TTL = 3600;
  }), /the answer is kept for 3600 s, and not for 10 s/],
  ['the record is of another type', 'frontend-backend', CALL, (t) => of(t, NAME, 'Backend').forEach(({ Properties: p }) => {
    p.DnsConfig.DnsRecords[0].Type = 'SRV';
  }), /SRV records need a port/],
  ['the name has an A record for tasks without an address of their own', 'capacity-ec2-bridge', CAPACITY['capacity-ec2-bridge'],
    (t) => of(t, NAME, 'Backend').forEach(({ Properties: p }) => {
      p.DnsConfig.DnsRecords[0].Type = 'A';
    }), /Host and bridge network modes support SRV records only/],
  ['the registry names a port that the container has not', 'capacity-ec2-bridge', CAPACITY['capacity-ec2-bridge'],
    (t) => of(t, SERVICE, 'Backend').forEach(({ Properties: p }) => {
      p.ServiceRegistries[0].ContainerPort = 81;
    }), /did not have a container port 81 defined/],
  ['nothing says that the caller waits', 'frontend-backend', CALL, (t) => of(t, SERVICE, 'Frontend').forEach((service) => {
    delete service.DependsOn;
  }), /it is deployed before what it calls/],
  ['the variable tells another address', 'frontend-backend', CALL, (t) => of(t, 'AWS::ECS::TaskDefinition', 'Frontend').forEach(({ Properties: p }) => {
    p.ContainerDefinitions[0].Environment.forEach((variable: { Value: string }) => {
      variable.Value = variable.Value.replace('backend.', 'backend2.');
    });
  }), /BACKEND_URL is http:\/\/backend2\.ecs-internal:80/],
  ['the container listens at another port', 'frontend-backend', CALL, (t) => of(t, 'AWS::ECS::TaskDefinition', 'Backend').forEach(({ Properties: p }) => {
    p.ContainerDefinitions[0].PortMappings[0].ContainerPort = 8080;
  }), /nothing listens at [\d.]+:80/],
  ['one task runs in place of two', 'frontend-backend', CALL, (t) => of(t, SERVICE, 'Backend').forEach(({ Properties: p }) => {
    p.DesiredCount = 1;
  }), /1 tasks run, and not 2/],
  ['the VPC does not answer names', 'frontend-backend', CALL, (t) => of(t, 'AWS::EC2::VPC').forEach(({ Properties: p }) => {
    p.EnableDnsSupport = false;
  }), /the name does not exist/],
  ['no listener sends to the target group', 'internal-nlb', EXPOSED['internal-nlb'], (t) => remove(t, 'AWS::ElasticLoadBalancingV2::Listener'),
    /does not have an associated load balancer/],
  ['the load balancer may call nobody', 'shared-alb', EXPOSED['shared-alb'], (t) => remove(t, EGRESS), /its port is closed to the load balancer/],
  ['the client has no proxy', 'side-by-side', BESIDE_DNS['side-by-side'], (t) => of(t, SERVICE, 'Frontend').forEach(({ Properties: p }) => {
    delete p.ServiceConnectConfiguration;
  }), /the client has no proxy in the namespace of the server/],
];

/** Mistakes that show only when services change, or when the stack is deleted. */
const LATE_MUTANTS: readonly (readonly [string, (template: Template) => void, RegExp])[] = [
  ['nobody can say that a task is not healthy', (t) => of(t, NAME, 'Backend').forEach(({ Properties: p }) => {
    delete p.HealthCheckCustomConfig;
  }), /has no custom health check/],
  ['something stays when the stack is deleted', (t) => of(t, 'AWS::IAM::Role').forEach((role) => Object.assign(role, { DeletionPolicy: 'Retain' })), /"roles"/],
];

let emulator: Emulator;
beforeEach(async () => {
  emulator = await Emulator.start();
});
afterEach(() => emulator.stop());

test.each(MUTANTS)('the proof fails where %s (%s)', async (_, example, promised, edit, problem) => {
  const copy = new AssemblyCopy(assemblyDirectory(example)).change(edit);
  const prove = async () => {
    await deploy(emulator, copy.directory);
    await checkPromises(await deployed(emulator), clientsOf(emulator), promised, REGION);
  };

  await expect(prove().finally(() => copy.remove())).rejects.toThrow(problem);
});

test.each(LATE_MUTANTS)('the proof of an example fails where %s', async (_, edit, problem) => {
  const copy = new AssemblyCopy(assemblyDirectory('frontend-backend')).change(edit);

  await expect(proveExample(emulator, copy, CALL)).rejects.toThrow(problem);
});

test('the proof of an example fails where an update replaces what has a name', async () => {
  const copy = new AssemblyCopy(assemblyDirectory('frontend-backend'));
  const update = (template: Template) => {
    useAnotherImage(template);
    of(template, SERVICE, 'Backend').forEach(({ Properties: p }) => {
      p.ServiceName = 'backend2';
    });
  };

  await expect(proveExample(emulator, copy, CALL, update)).rejects.toThrow(/"Shop\/BackendService\w+": ".*:service\/.*backend2"/);
});

test('a type that neither moto nor the start-up file makes is refused by its name', async () => {
  const copy = new AssemblyCopy(assemblyDirectory('frontend-backend')).change(({ Resources }) => {
    Resources.Other = { Type: 'AWS::Glue::Job', Properties: {} };
  });

  await expect(deploy(emulator, copy.directory).finally(() => copy.remove())).rejects.toThrow('Neither the emulator nor its start-up file makes AWS::Glue::Job');
  expect((await deployed(emulator)).regions[REGION].left).toEqual({});
});
