import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IApiCall } from '@aws-cdk/integ-tests-alpha';
import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Aspects, CfnResource, Duration, RemovalPolicies, Stack, Validations } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { Question } from './vpc-lookup';
import { VpcLookup } from './vpc-lookup';
import type { DiscoverableServiceProps } from 'cdk-discoverable-service';
import { Capacity, DiscoverableService, DiscoveryNamespace, HealthProbe } from 'cdk-discoverable-service';

/** It serves on port 80, and has the shell and the tools that a health probe needs. */
export const NGINX = ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.27.0-alpine');
export const BUSYBOX = ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.36.1');

/** A command of nginx that answers each path with a word, so that a caller can tell who answered. */
export const saying = (word: string) => ['sh', '-c', `echo ${word} > /usr/share/nginx/html/index.html && exec nginx -g "daemon off;"`];

/** A command of nginx that passes each call on, to an address that is in its environment when it starts. */
export const passingOnTo = (variable: string) => [
  'sh', '-c', `echo "server { listen 80; location / { proxy_pass $${variable}; } }" > /etc/nginx/conf.d/default.conf && exec nginx -g "daemon off;"`,
];

/** The newest schema of a cloud assembly that @aws-cdk/integ-runner 2.197.10 reads. */
const READABLE_VERSION = '53.0.0';

/** DNS and ECS take seconds to minutes: a question is asked again until the answer is right, or this is over. */
const PATIENCE = Duration.minutes(15);
const INTERVAL = Duration.seconds(10);

/** Public subnets alone: a NAT gateway costs more than all tasks of a test. */
export function publicVpc(stack: Stack, id: string): Vpc {
  return new Vpc(stack, id, {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: 'Public', subnetType: SubnetType.PUBLIC }],
    // It would bring a function and its code into each test.
    restrictDefaultSecurityGroup: false,
  });
}

export interface TestbedOptions {
  /**
   * Whether the library's rules look at the test too: not where a test asks AWS about what a rule refuses.
   *
   * @default true
   */
  readonly checks?: boolean;
}

/**
 * A manifest with the number of the newest version that the integ-runner reads.
 *
 * The newest integ-runner that there is refuses newer assemblies by their number. What newer versions add to these files is not used here, but for a report on
 * feature flags, which is left out.
 */
function readable(text: string): string {
  const { artifacts, ...manifest } = JSON.parse(text) as { artifacts?: Record<string, { type: string }> };
  const needed = Object.entries(artifacts ?? {}).filter(([, { type }]) => type !== 'cdk:feature-flag-report');
  return `${JSON.stringify({ ...manifest, version: READABLE_VERSION, ...artifacts && { artifacts: Object.fromEntries(needed) } }, undefined, 1)}\n`;
}

/**
 * What each integration test has: a VPC without NAT gateways, a cluster, a client in the VPC, and questions to AWS that are asked in the order of the lines.
 */
export class Testbed {
  public readonly app: App;
  public readonly stack: Stack;
  public readonly assertionStack: Stack;
  public readonly vpc: Vpc;
  public readonly cluster: Cluster;
  public readonly lookup: VpcLookup;
  /** A name of its own, so that tests that run at the same time do not share the name that the API of Cloud Map compares. */
  public readonly namespaceName: string;
  public readonly cloudMapNamespace: DiscoveryNamespace;
  public readonly integ: IntegTest;
  private last?: IApiCall;

  constructor(name: string, { checks = true }: TestbedOptions = {}) {
    this.app = new App({ treeMetadata: false, context: { 'cdk-discoverable-service:checks': checks } });
    this.stack = new Stack(this.app, `discovery-${name}`);
    this.assertionStack = new Stack(this.app, `discovery-${name}-assertions`);
    this.vpc = publicVpc(this.stack, 'Vpc');
    this.cluster = new Cluster(this.stack, 'Cluster', { vpc: this.vpc });
    this.lookup = new VpcLookup(this.stack, 'Lookup', this.vpc);
    this.namespaceName = `${name}.integ.internal`;
    this.cloudMapNamespace = DiscoveryNamespace.privateDns(this.namespaceName);
    this.integ = this.defineTest();
    // Nothing of a test is worth keeping.
    RemovalPolicies.of(this.stack).destroy();
  }

  /** A service of nginx on Fargate, which differs from the defaults of the library in what the VPC asks for, and in a fast probe. */
  public service(id: string, props: Partial<DiscoverableServiceProps> = {}): DiscoverableService {
    return new DiscoverableService(this.stack, id, {
      cluster: this.cluster,
      cloudMapNamespace: this.cloudMapNamespace,
      image: NGINX,
      port: 80,
      healthProbe: HealthProbe.http({ interval: Duration.seconds(5) }),
      capacity: Capacity.fargate({ assignPublicIp: true }),
      ...props,
    });
  }

  /** Asks the client in the VPC until it answers so. */
  public expectInVpc(question: Question, answer: object): IApiCall {
    return this.expectOf(this.invoke(question), { Payload: JSON.stringify(answer) });
  }

  /** Asks the client in the VPC once: the answer is right at that time, or never. */
  public expectOnceInVpc(question: Question, answer: object): IApiCall {
    return this.inOrder(this.invoke(question).expect(ExpectedResult.objectLike({ Payload: JSON.stringify(answer) })));
  }

  /** Asks from outside of AWS's networks of this test, until the answer is of status 200 and holds this text. */
  public expectOnInternet(url: string, text: string): IApiCall {
    const call = this.integ.assertions.httpApiCall(url).expect(ExpectedResult.objectLike({ status: 200, body: Match.stringLikeRegexp(text) }));
    return this.inOrder(call.waitForAssertions({ totalTimeout: PATIENCE, interval: INTERVAL }));
  }

  /** Asks a function until it answers so. */
  public expectFrom(functionName: string, question: object, answer: object): IApiCall {
    return this.expectOf(this.integ.assertions.invokeFunction({ functionName, payload: JSON.stringify(question) }), { Payload: answer });
  }

  /** Asks a function once, and expects an answer. */
  public expectOnce(functionName: string, question: object, answer: object): IApiCall {
    const call = this.integ.assertions.invokeFunction({ functionName, payload: JSON.stringify(question) });
    return this.inOrder(call.expect(ExpectedResult.objectLike({ Payload: answer })));
  }

  /** Asks a function once, for what is needed later (`getAttString('Payload.address')`). */
  public ask(functionName: string, question: object): IApiCall {
    return this.inOrder(this.integ.assertions.invokeFunction({ functionName, payload: JSON.stringify(question) }));
  }

  /** Asks the client in the VPC once, for what is needed later. */
  public askInVpc(question: Question): IApiCall {
    return this.ask(this.lookup.functionName, question);
  }

  /** Calls AWS until the answer holds this. Only for short answers: CloudFormation takes no more than 4 KB of them. */
  public expectCall(service: string, api: string, parameters: object, answer: { [key: string]: unknown }): IApiCall {
    return this.expectOf(this.integ.assertions.awsApiCall(service, api, parameters), answer);
  }

  /** Calls AWS until one value of the answer is this. */
  public expectAt(service: string, api: string, parameters: object, path: string, value: string | number): IApiCall {
    const call = this.integ.assertions.awsApiCall(service, api, parameters).assertAtPath(path, ExpectedResult.exact(value));
    return this.inOrder(call.waitForAssertions({ totalTimeout: PATIENCE, interval: INTERVAL }));
  }

  /** Calls AWS once, and keeps (for `getAttString()`) of the answer only what stands at these paths. */
  public change(service: string, api: string, parameters: object, keep: string[] = ['none']): IApiCall {
    return this.inOrder(this.integ.assertions.awsApiCall(service, api, parameters, keep));
  }

  /** So many tasks are healthy for who asks the API of Cloud Map. */
  public expectHealthy(serviceName: string, tasks: number, namespaceName = this.namespaceName): IApiCall {
    return this.expectCall('servicediscovery', 'DiscoverInstances', {
      NamespaceName: namespaceName, ServiceName: serviceName, HealthStatus: 'HEALTHY',
    }, { Instances: Array.from({ length: tasks }, () => ({ HealthStatus: 'HEALTHY' })) });
  }

  /** Another number of tasks, or new tasks. */
  public updateService(service: BaseService, change: { desiredCount?: number; forceNewDeployment?: boolean }): IApiCall {
    return this.change('ECS', 'UpdateService', { cluster: this.cluster.clusterName, service: service.serviceName, ...change });
  }

  /** Time in which something must not happen. */
  public pause(minutes: number): void {
    for (let minute = 0; minute < minutes; minute++) {
      this.askInVpc({ ask: 'wait', seconds: 60 });
    }
  }

  /** Writes the assembly, as the integ-runner can read it and as it can be committed. */
  public synth(): void {
    const { directory } = this.app.synth();
    for (const name of readdirSync(directory)) {
      const file = join(directory, name);
      if (name === 'validation-report.json') {
        // Nobody reads it here, and it names paths of the machine.
        rmSync(file);
      } else if (name.endsWith('.metadata.json')) {
        // For the same reasons; it is asked for by its name.
        writeFileSync(file, '{}\n');
      } else if (name === 'manifest.json' || name === 'integ.json' || name.endsWith('.assets.json')) {
        writeFileSync(file, readable(readFileSync(file, 'utf8')));
      }
    }
  }

  private defineTest(): IntegTest {
    Aspects.of(this.assertionStack).add({
      visit: (node) => {
        if (node instanceof CfnResource && node.cfnResourceType.startsWith('Custom::DeployAssert')) {
          // The time of the synthesis, by default: no snapshot would ever be equal to the next one.
          node.addPropertyOverride('salt', 'once');
        }
      },
    });
    Validations.of(this.assertionStack).acknowledge({
      id: 'cdk-discoverable-service::discover-without-revision', reason: 'The functions of the integ-runner ask a few times, and are gone after the test.',
    });
    return new IntegTest(this.app, 'Integ', {
      // With the assertions, so that a snapshot holds them too.
      testCases: [this.stack, this.assertionStack],
      assertionStack: this.assertionStack,
      // A snapshot has no code of functions then: it is 2 MB for each test.
      stackUpdateWorkflow: false,
    });
  }

  private invoke(question: Question): IApiCall {
    return this.integ.assertions.invokeFunction({ functionName: this.lookup.functionName, payload: JSON.stringify(question) });
  }

  private expectOf(call: IApiCall, answer: { [key: string]: unknown }): IApiCall {
    return this.inOrder(call.expect(ExpectedResult.objectLike(answer)).waitForAssertions({ totalTimeout: PATIENCE, interval: INTERVAL }));
  }

  private inOrder(call: IApiCall): IApiCall {
    this.last?.next(call);
    return this.last = call;
  }
}
