import { createContext, runInContext } from 'node:vm';
import { PROBE_CODE } from '../../src/monitoring/probe-code';
import type { ProbedService } from '../../src/monitoring/probe-code';

/** Of one run in any of the tests. */
const MOST_CALLS = 100;

/** What is asked of an AWS client, by the names of the SDK. */
interface Command { readonly name: string; readonly input: Record<string, unknown> }

/** What ECS and Cloud Map answer; what is thrown is an answer too. */
export interface Answers {
  readonly describeServices?: (input: { readonly cluster: string; readonly services: readonly string[] }) => unknown;
  readonly instances?: (input: { readonly ServiceId: string; readonly NextToken?: string }) => unknown;
}

export interface Run {
  /** The lines of the log that are documents. */
  readonly documents: readonly Document[];
  readonly calls: readonly Command[];
  /** Why the run failed; nothing where it did not. */
  readonly problem?: string;
}

/** A document of the embedded metric format. */
export interface Document {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: ReadonlyArray<{
      readonly Namespace: string; readonly Dimensions: string[][]; readonly Metrics: { readonly Name: string; readonly Unit: string }[];
    }>;
  };
  readonly [member: string]: unknown;
}

export function probed(name: string, rest: Partial<ProbedService> = {}): ProbedService {
  const cluster = rest.cluster ?? 'shop';
  return { cluster, namespace: 'ecs-internal', name, id: `srv-${name}`, arn: arnOf(name, cluster), ...rest };
}

export function arnOf(name: string, cluster = 'shop'): string {
  return `arn:aws:ecs:eu-west-1:123456789012:service/${cluster}/${name}`;
}

/** Every service runs as many tasks as it wants. */
export function running(tasks: number, desired = tasks, status = 'ACTIVE') {
  return ({ services }: { readonly services: readonly string[] }) =>
    ({ services: services.map((serviceArn) => ({ serviceArn, status, runningCount: tasks, desiredCount: desired })), failures: [] });
}

/** One page of instances in these states. */
export function instances(...states: string[]) {
  return () => ({ Status: Object.fromEntries(states.map((state, index) => [`task-${index}`, state])) });
}

/** Runs the function as Lambda would, with clients that answer as told, and nothing else of AWS. */
export async function runProbe(event: unknown, answers: Answers = {}, code = PROBE_CODE): Promise<Run> {
  const calls: Command[] = [];
  const written: string[] = [];
  const sandbox = createContext({
    exports: {} as { handler?: (event: unknown) => Promise<void> },
    process: { stdout: { write: (text: string) => written.push(text) } },
    AbortSignal,
    require: (name: string) => sdk(name, answers, calls),
  });
  runInContext(code, sandbox);
  const { handler } = (sandbox as { exports: { handler: (event: unknown) => Promise<void> } }).exports;
  const problem = await handler(event).then(() => undefined, (error: Error) => error.message);
  return { documents: written.flatMap(documentIn), calls, problem };
}

/** A document is a line by itself. */
function documentIn(text: string): Document[] {
  if (!/^\{[^\n]*\}\n$/.test(text)) {
    throw new Error(`No line by itself: ${text}`);
  }
  return [JSON.parse(text) as Document];
}

function sdk(name: string, { describeServices, instances: ofService }: Answers, calls: Command[]): object {
  const command = (commandName: string) => class { public readonly name = commandName; public constructor(public readonly input: object) {} };
  const client = (answer?: (input: never) => unknown) => class {
    public async send(sent: Command, options: { readonly abortSignal: AbortSignal }): Promise<unknown> {
      calls.push({ name: sent.name, input: JSON.parse(JSON.stringify(sent.input)) as Command['input'] });
      if (calls.length > MOST_CALLS) {
        throw new Error('It asks without end');
      }
      if (!(options.abortSignal instanceof AbortSignal)) {
        throw new Error('A call without an end');
      }
      await Promise.resolve();
      return answer?.(sent.input as never);
    }
  };
  switch (name) {
    case '@aws-sdk/client-ecs':
      return { ECSClient: client(describeServices ?? running(2)), DescribeServicesCommand: command('DescribeServices') };
    case '@aws-sdk/client-servicediscovery':
      return {
        ServiceDiscoveryClient: client(ofService ?? instances('HEALTHY', 'HEALTHY')),
        GetInstancesHealthStatusCommand: command('GetInstancesHealthStatus'),
      };
    default:
      throw new Error(`The runtime has no ${name}`);
  }
}
