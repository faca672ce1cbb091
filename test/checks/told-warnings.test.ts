import type { IPolicyValidationContext } from 'aws-cdk-lib';
import { Annotations, App, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { CfnService } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoverableService, DiscoveryChecks, DnsRecords, HealthProbe } from '../../src';
import { judge } from '../../src/checks/judge';
import { readAssembly } from '../../src/model/read-assembly';
import { temporaryDirectory } from '../model/assembly-fixture';

function backendIn(app: App, ttl: Duration): DiscoverableService {
  const stack = new Stack(app, 'Shop');
  return new DiscoverableService(stack, 'Backend', {
    cluster: new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') }),
    image: ContainerImage.fromRegistry('nginx'),
    port: 80,
    dnsRecords: DnsRecords.a({ ttl }),
    healthProbe: HealthProbe.http(),
  });
}

const newApp = () => new App({ outdir: temporaryDirectory(), postCliContext: { 'cdk-discoverable-service:checks': true } });

// The reports of the CDK at the floor.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

/** What `check`, and the assertions, say of an assembly. */
const warningsOf = (app: App) => judge(readAssembly(app.synth().directory)).findings.map(({ ruleId, at }) => `${ruleId} at ${at.path}`);

/** What the CDK tells at its end, beside the annotations of constructs. */
function reportedAtSynth(app: App) {
  app.synth();
  const { violations } = DiscoveryChecks.of(app).validate({ appConstruct: app, templatePaths: [] } as unknown as IPolicyValidationContext);
  return violations.map(({ ruleName }) => ruleName);
}

test('a warning that was told at synth still stands in the assembly', () => {
  const app = newApp();
  backendIn(app, Duration.seconds(90));
  expect(warningsOf(app)).toEqual(['long-ttl at Shop/Backend/CloudMapService']);
});

test('it is not told twice at synth', () => {
  const app = newApp();
  backendIn(app, Duration.seconds(90));
  expect(reportedAtSynth(app)).toEqual([]);
});

test.each<[string, (backend: DiscoverableService) => void]>([
  ['an annotation', (backend) => Annotations.of(backend).acknowledgeWarning('cdk-discoverable-service:long-ttl')],
  ['a rule', (backend) => Validations.of(backend).acknowledge({ id: 'cdk-discoverable-service::long-ttl', reason: 'Clients are told in another way.' })],
])('it does not stand where it was acknowledged as %s', (_, acknowledge) => {
  const app = newApp();
  acknowledge(backendIn(app, Duration.seconds(90)));
  expect(warningsOf(app)).toEqual([]);
});

test.each(['before', 'after'])('one that was acknowledged as a rule of the app %s the service was made is listed as acknowledged', (when) => {
  const app = newApp();
  const acknowledge = () => Validations.of(app).acknowledge({ id: 'cdk-discoverable-service::long-ttl', reason: 'Clients are told in another way.' });
  when === 'before' && acknowledge();
  backendIn(app, Duration.seconds(90));
  when === 'after' && acknowledge();
  app.synth();
  const { violations } = DiscoveryChecks.of(app).validate({ appConstruct: app, templatePaths: [] } as unknown as IPolicyValidationContext);
  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['long-ttl']);
});

test('what the props did not say is told of the template, at synth and later', () => {
  const app = newApp();
  const backend = backendIn(app, Duration.seconds(10));
  (backend.node.findChild('CloudMapService') as CfnService).addPropertyOverride('DnsConfig.DnsRecords.0.TTL', 3600);
  expect(reportedAtSynth(app)).toEqual(['long-ttl']);
  expect(warningsOf(app)).toEqual(['long-ttl at Shop/Backend/CloudMapService']);
});

test('what is meant is not told: a service that nobody calls is closed', () => {
  const app = newApp();
  backendIn(app, Duration.seconds(10));
  expect(warningsOf(app)).toEqual([]);
});
