import { ENDPOINT_WITHOUT_MEANING } from './endpoint-rules';
import { refuseOne } from '../shared/discovery-error';
import { numberText } from '../shared/number-text';
import { findingOf } from '../shared/rule';

/** What is known of where something is found. */
export interface EndpointFacts {
  /** Who is found, for messages: a construct path. */
  readonly subject: string;
  readonly discoveryName: string;
  readonly namespaceName?: string;
  /** The parameter that the name of the namespace is read from, at deployment. */
  readonly namespaceParameter?: string;
  /** The name that the API knows the namespace by, where it is another one. */
  readonly httpName?: string;
  /** As callers see them, the main port first. */
  readonly ports: readonly number[];
  /** Whether each task has a port of its own, which callers learn from SRV records or the API. */
  readonly dynamicPorts?: boolean;
  readonly recordTypes: readonly string[];
  readonly serviceArn?: string;
  readonly namespaceArn?: string;
}

/** Whether a look-up of the name as a host finds addresses. */
export function hasAddress({ recordTypes }: Pick<EndpointFacts, 'recordTypes'>): boolean {
  return ['A', 'AAAA', 'CNAME'].some((type) => recordTypes.includes(type));
}

/** Whether it is found through the API of Cloud Map and by no name in DNS. */
export function isApiOnly({ recordTypes }: Pick<EndpointFacts, 'recordTypes'>): boolean {
  return recordTypes.length === 0;
}

/**
 * Where a service is found: its names, ports and ARNs.
 *
 * Host names are plain strings, known at synth: a stack that uses them does not depend on the stack of the service. A property that means
 * nothing for this service throws and says which one to use.
 *
 * @example
 * declare const backend: DiscoverableService;
 *
 * new CfnOutput(this, 'BackendUrl', { value: backend.endpoint.url });
 */
export class DiscoveryEndpoint {
  /** @internal */
  public static _of(facts: EndpointFacts): DiscoveryEndpoint {
    return new DiscoveryEndpoint(facts);
  }

  private constructor(/** @internal */ public readonly _facts: EndpointFacts) {}

  /**
   * The name of the Cloud Map service, such as `backend`: what `DiscoverInstances` takes as `ServiceName`.
   */
  public get serviceName(): string {
    return this._facts.discoveryName;
  }

  /**
   * The name of the namespace, such as `ecs-internal`.
   *
   * @throws rule `endpoint-without-meaning` when the namespace was imported without its name
   */
  public get namespaceName(): string {
    return this.namespaceNameFor('namespaceName');
  }

  /**
   * The name that the API knows the namespace by: what `DiscoverInstances` takes as `NamespaceName`. The name of the namespace, unless it was given
   * another one (`httpName`).
   *
   * @throws rule `endpoint-without-meaning` when the namespace was imported without its name
   */
  public get httpName(): string {
    return this._facts.httpName ?? this.namespaceNameFor('httpName');
  }

  /**
   * The host name that resolves to the tasks' addresses, such as `backend.ecs-internal`.
   *
   * @throws rule `endpoint-without-meaning` when the name has no address records (SRV only, or API only), or the namespace's name is not known
   */
  public get host(): string {
    return this.hostFor('host');
  }

  /**
   * The name to look up SRV records for, such as `backend.ecs-internal`: the answer holds port and host of each task.
   *
   * @throws rule `endpoint-without-meaning` when the name has no SRV records, or the namespace's name is not known
   */
  public get srvName(): string {
    if (!this._facts.recordTypes.includes('SRV')) {
      return this.refuse('srvName', 'it has no SRV name: its name has no SRV records.', 'A look-up of SRV records finds nothing.',
        'Use host and port, or give the service DnsRecords.srv().');
    }
    return this.fullNameFor('srvName');
  }

  /**
   * The service's main port: the one that `connectTo` opens when none is named.
   *
   * @throws rule `endpoint-without-meaning` when the service has no port, or each of its tasks another one (bridge mode)
   */
  public get port(): number {
    return this.portFor('port');
  }

  /**
   * The address as clients write it, such as `http://backend.ecs-internal:8080`.
   *
   * @throws rule `endpoint-without-meaning` where `host` or `port` throws
   */
  public get url(): string {
    return `http://${this.hostFor('url')}:${numberText(this.portFor('url'))}`;
  }

  /**
   * The ARN of the Cloud Map service, known after deployment.
   *
   * @throws rule `endpoint-without-meaning` when the target was imported without it
   */
  public get serviceArn(): string {
    return this.arn(this._facts.serviceArn, 'serviceArn');
  }

  /**
   * The ARN of the namespace, known after deployment.
   *
   * @throws rule `endpoint-without-meaning` when the target was imported without it
   */
  public get namespaceArn(): string {
    return this.arn(this._facts.namespaceArn, 'namespaceArn');
  }

  /** @param asked the property that is read, which needs the name */
  private namespaceNameFor(asked: string): string {
    const { namespaceName } = this._facts;
    if (namespaceName === undefined) {
      return this.refuse(asked, 'the name of its namespace is not known.', 'The namespace was imported by id or arn only.',
        'Give name to DiscoveryNamespace.existingByAttributes(), or use serviceArn and namespaceArn.');
    }
    return namespaceName;
  }

  private hostFor(asked: string): string {
    if (isApiOnly(this._facts)) {
      return this.refuse(asked, 'it has no host name: it is found through the API only.', 'A look-up of the name in DNS finds nothing.',
        'Call DiscoverInstances with httpName and serviceName, or give the service DnsRecords.a() in a DNS namespace.');
    }
    if (!hasAddress(this._facts)) {
      return this.refuse(asked, 'it has no host name: its name has SRV records only.', 'A look-up of the name as a host finds no address.',
        'Use srvName with a client that looks up SRV records, or give the service DnsRecords.a().');
    }
    return this.fullNameFor(asked);
  }

  private portFor(asked: string): number {
    const { dynamicPorts, subject, ports: [port] } = this._facts;
    if (dynamicPorts) {
      return this.refuse(asked, 'each of its tasks has a port of its own.', 'In bridge mode Docker takes a free port of the instance for each task.',
        'Read it from the SRV records of srvName (or from DiscoverInstances), or give Capacity.ec2Bridge() a hostPort.');
    }
    if (port === undefined) {
      return this.refuse(asked, 'it has no port.', 'A service without a port calls others and is not called.',
        `Set \`port\` on ${subject} to the port that its process listens on.`);
    }
    return port;
  }

  /** The lone dot is Cloud Map's name for the namespace itself. */
  private fullNameFor(asked: string): string {
    const namespaceName = this.namespaceNameFor(asked);
    return this.serviceName === '.' ? namespaceName : `${this.serviceName}.${namespaceName}`;
  }

  private arn(value: string | undefined, asked: string): string {
    if (value === undefined) {
      return this.refuse(asked, 'it is not known.', 'It was imported by name.', `Give ${asked} to the import, or use host and port.`);
    }
    return value;
  }

  private refuse(asked: string, got: string, why: string, fix: string): never {
    return refuseOne(this._facts.subject, findingOf(ENDPOINT_WITHOUT_MEANING, `endpoint.${asked} was read, and ${got}`, { why, fix }));
  }
}
