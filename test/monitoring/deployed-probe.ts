import type { Shop } from '../testing/shop';

interface Resource { readonly Type: string; readonly Properties: Record<string, unknown>; readonly DependsOn?: readonly string[] }

interface Target {
  readonly Input?: unknown;
  readonly InputTransformer?: { readonly InputTemplate: unknown; readonly InputPathsMap: Record<string, string> };
}

interface RuleJson {
  readonly ScheduleExpression?: string;
  readonly EventPattern?: { readonly resources: readonly unknown[]; readonly [key: string]: unknown };
  readonly Targets: readonly Target[];
}

/** The resources of a stack's template. */
export function resourcesIn(shop: Shop, stack = shop.stack): Record<string, Resource> {
  return (shop.template(stack).toJSON() as { Resources?: Record<string, Resource> }).Resources ?? {};
}

export function ofType(resources: Record<string, Resource>, type: string): Resource[] {
  return Object.values(resources).filter((resource) => resource.Type === type);
}

/** What the rules of a template would send when it is deployed. */
export interface DeployedRules {
  /** What each run of a minute gets. */
  readonly inputs: readonly string[];
  readonly patterns: readonly string[];
  /** What the function gets for an event. */
  eventInputs(event: { readonly resources: readonly string[] }): string[];
}

/** With what CloudFormation would put for references. */
export function deployedRules(resources: Record<string, Resource>, deploy = deployedValue): DeployedRules {
  const rules = ofType(resources, 'AWS::Events::Rule').map(({ Properties }) => Properties as unknown as RuleJson);
  const text = (value: unknown) => resolve(value, (logicalId, attribute) => deploy(logicalId, resources[logicalId], attribute));
  const scheduled = rules.filter(({ ScheduleExpression: schedule }) => schedule !== undefined);
  const events = rules.filter(({ EventPattern: pattern }) => pattern !== undefined);
  return {
    inputs: scheduled.flatMap(({ Targets: targets }) => targets.map(({ Input: input }) => String(text(input)))),
    patterns: events.map(({ EventPattern: pattern }) => JSON.stringify(text(pattern))),
    eventInputs: (event) => events
      .filter(({ EventPattern: pattern }) => pattern!.resources.map(text).some((resource) => event.resources.includes(String(resource))))
      .flatMap(({ Targets: targets }) => targets.map(({ InputTransformer: transformer }) => {
        const [[name, path]] = Object.entries(transformer!.InputPathsMap);
        expect(path).toBe('$.resources[0]');
        return String(text(transformer!.InputTemplate)).replace(`<${name}>`, JSON.stringify(event.resources[0]));
      })),
  };
}

/** A value of about the form that AWS gives. */
export function deployedValue(logicalId: string, resource: Resource | undefined, attribute: string): string {
  switch (`${resource?.Type}.${attribute}`) {
    case 'AWS::ECS::Cluster.Ref': return `Shop-${logicalId}-ABCDEFGHIJKL`;
    case 'AWS::ECS::Service.Ref': return `arn:aws:ecs:eu-west-1:123456789012:service/Shop-cluster/Shop-${logicalId}-ABCDEFGHIJKL`;
    case 'AWS::ServiceDiscovery::Service.Id': return `srv-${logicalId}`;
    default: return `${logicalId}.${attribute}`;
  }
}

function resolve(value: unknown, deploy: (logicalId: string, attribute: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, deploy));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { Ref: ref, 'Fn::GetAtt': getAtt, 'Fn::Join': join, 'Fn::ImportValue': exported } = value as {
    'Ref'?: string; 'Fn::GetAtt'?: [string, string]; 'Fn::Join'?: [string, unknown[]]; 'Fn::ImportValue'?: string;
  };
  if (exported !== undefined) {
    return deploy(exported, 'Value');
  }
  if (ref !== undefined) {
    return deploy(ref, 'Ref');
  }
  if (getAtt !== undefined) {
    return deploy(...getAtt);
  }
  if (join !== undefined) {
    return join[1].map((part) => resolve(part, deploy)).join(join[0]);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, deploy)]));
}
