import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Who reaches whom in a cloud assembly, worked out from its templates alone: it shares nothing with src, so that it can judge it.
 */

interface Json { readonly [key: string]: unknown }

interface Resource {
  readonly Type: string;
  readonly Properties: Json;
}

/** An ingress or egress rule: which group, whom, and which ports. */
interface Rule {
  readonly group: string;
  readonly direction: 'in' | 'out';
  /** A group, or a range of addresses. */
  readonly peer: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

const GROUP = 'AWS::EC2::SecurityGroup';

export class Network {
  /** Of all templates of an assembly, by template and logical id. */
  private readonly resources = new Map<string, Resource>();
  private readonly exports = new Map<string, string>();
  private readonly rules: readonly Rule[];

  constructor(outdir: string) {
    const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'))
      .map((file) => [file, JSON.parse(readFileSync(join(outdir, file), 'utf8')) as { Resources?: Record<string, Resource>; Outputs?: Json }] as const);
    for (const [file, { Resources = {}, Outputs = {} }] of templates) {
      Object.entries(Resources).forEach(([id, resource]) => this.resources.set(`${file}/${id}`, { ...resource, Properties: resource.Properties ?? {} }));
      Object.values(Outputs).forEach((output) => this.readExport(file, output as Json));
    }
    this.rules = [...this.resources].flatMap(([key, resource]) => this.rulesOf(key, resource));
  }

  /** What everybody on the internet may call, as `resource tcp from-to`. */
  public openToAll(): string[] {
    return this.rules.filter(({ direction, peer }) => direction === 'in' && (peer === '0.0.0.0/0' || peer === '::/0'))
      .map(({ group, protocol, from, to }) => `${group} ${protocol} ${from}-${to}`).sort();
  }

  /** The groups of load balancers that are public by their scheme. */
  public publicGroups(): string[] {
    return this.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer').filter(([, { Properties }]) => Properties.Scheme === 'internet-facing')
      .flatMap(([key, { Properties }]) => this.groupsIn(key, Properties.SecurityGroups));
  }

  /** Whether a resource of one group may open a connection to one of another, by the rules of both. */
  public reaches(caller: string, target: string, protocol: string, port: number): boolean {
    const fits = (rule: Rule) => (rule.protocol === '-1' || rule.protocol === protocol) && (rule.protocol === '-1' || (rule.from <= port && port <= rule.to));
    const letsIn = this.rules.some((rule) => rule.direction === 'in' && rule.group === target && rule.peer === caller && fits(rule));
    const letsOut = this.rules.some((rule) => rule.direction === 'out' && rule.group === caller
      && (rule.peer === target || rule.peer === '0.0.0.0/0') && fits(rule));
    return letsIn && letsOut;
  }

  /** Who may open a connection to a group, on which ports. */
  public callersOf(target: string): string[] {
    return this.rules.filter(({ direction, group }) => direction === 'in' && group === target).map(({ peer, protocol, from, to }) => `${peer} ${protocol} ${from}-${to}`);
  }

  public ofType(type: string): Array<[string, Resource]> {
    return [...this.resources].filter(([, resource]) => resource.Type === type);
  }

  /** The groups of the tasks of an ECS service; nothing where they share those of their instances. */
  public groupsOfService(key: string): string[] {
    const { Properties } = this.resources.get(key)!;
    const network = Properties.NetworkConfiguration as { readonly AwsvpcConfiguration?: Json } | undefined;
    return this.groupsIn(key, network?.AwsvpcConfiguration?.SecurityGroups);
  }

  /** The resource that a value of a template refers to. */
  public target(key: string, value: unknown): string {
    const file = key.split('/')[0];
    if (typeof value === 'string') {
      return value;
    }
    const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported } = value as Json;
    if (typeof imported === 'string') {
      return this.exports.get(imported) ?? imported;
    }
    return ref !== undefined ? `${file}/${String(ref)}` : attribute !== undefined ? `${file}/${(attribute as string[])[0]}` : JSON.stringify(value);
  }

  private groupsIn(key: string, groups: unknown): string[] {
    return (groups as unknown[] | undefined ?? []).map((group) => this.target(key, group));
  }

  private readExport(file: string, { Export: exported, Value: value }: Json): void {
    const name = (exported as Json | undefined)?.Name;
    if (typeof name === 'string') {
      this.exports.set(name, this.target(`${file}/`, value));
    }
  }

  private rulesOf(key: string, { Type, Properties }: Resource): Rule[] {
    switch (Type) {
      case GROUP: return [
        ...(Properties.SecurityGroupIngress as Json[] | undefined ?? []).map((rule) => this.read(key, key, 'in', rule)),
        ...(Properties.SecurityGroupEgress as Json[] | undefined ?? []).map((rule) => this.read(key, key, 'out', rule)),
      ];
      case 'AWS::EC2::SecurityGroupIngress': return [this.read(key, this.target(key, Properties.GroupId), 'in', Properties)];
      case 'AWS::EC2::SecurityGroupEgress': return [this.read(key, this.target(key, Properties.GroupId), 'out', Properties)];
      default: return [];
    }
  }

  private read(key: string, group: string, direction: Rule['direction'], rule: Json): Rule {
    const peer = rule.CidrIp ?? rule.CidrIpv6 ?? rule.SourceSecurityGroupId ?? rule.DestinationSecurityGroupId;
    return {
      group,
      direction,
      peer: this.target(key, peer),
      protocol: String(rule.IpProtocol),
      from: Number(rule.FromPort ?? -1),
      to: Number(rule.ToPort ?? -1),
    };
  }
}
