import type { Template } from './assembly-copy';
import { AssemblyCopy } from './assembly-copy';
import { Emulator } from './emulator';
import { ALARM, change, HEALTH_CHECK, NAME, of, SERVICE, TOPIC } from './mutant';
import { ALL } from './promises';
import { proveExample, useAnotherImage } from './prove-example';
import { assemblyDirectory } from '../../scripts/examples';

const retain = (type: string) => (template: Template): void => of(template, type).forEach((resource) => Object.assign(resource, { DeletionPolicy: 'Retain' }));

/** Mistakes that show only when services change, or when the stack is deleted. */
const MUTANTS: readonly (readonly [string, string, (template: Template) => void, RegExp])[] = [
  ['nobody can say that a task is not healthy', 'frontend-backend', change(NAME, 'Backend', (p) => {
    delete p.HealthCheckCustomConfig;
  }), /has no custom health check/],
  ['roles stay when the stack is deleted', 'frontend-backend', retain('AWS::IAM::Role'), /"roles"/],
  ['alarms stay when the stack is deleted', 'alarms', retain(ALARM), /"BackendServiceDiscoveryMonitoringNoHealthyTask\w+ \(AWS::CloudWatch::Alarm\)/],
  ['a topic stays when the stack is deleted', 'alarms', retain(TOPIC), /"Alarms\w+ \(AWS::SNS::Topic\)/],
  ['a health check stays when the stack is deleted', 'health-private-service', retain(HEALTH_CHECK), /\(AWS::Route53::HealthCheck\)/],
];

let emulator: Emulator;
beforeEach(async () => {
  emulator = await Emulator.start();
});
afterEach(() => emulator.stop());

test.each(MUTANTS)('the proof of an example fails where %s (%s)', async (_, example, edit, problem) => {
  await expect(proveExample(emulator, new AssemblyCopy(assemblyDirectory(example)).change(edit), ALL[example])).rejects.toThrow(problem);
});

test('the proof of an example fails where an update replaces what has a name', async () => {
  const update = (template: Template) => {
    useAnotherImage(template);
    change(SERVICE, 'Backend', (p) => {
      p.ServiceName = 'backend2';
    })(template);
  };

  await expect(proveExample(emulator, new AssemblyCopy(assemblyDirectory('frontend-backend')), ALL['frontend-backend'], update))
    .rejects.toThrow(/"Shop\/BackendService\w+": ".*:service\/.*backend2"/);
});
