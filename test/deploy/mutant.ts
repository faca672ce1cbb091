import type { Template } from './assembly-copy';

/** A mistake in an example, and what shows it: what AWS refuses, or what is not as promised. */
export type Mutant = readonly [mistake: string, example: string, edit: (template: Template) => void, problem: RegExp];

export const SERVICE = 'AWS::ECS::Service';
export const TASK = 'AWS::ECS::TaskDefinition';
export const NAME = 'AWS::ServiceDiscovery::Service';
export const RECORD = 'AWS::Route53::RecordSet';
export const HEALTH_CHECK = 'AWS::Route53::HealthCheck';
export const ALARM = 'AWS::CloudWatch::Alarm';
export const TOPIC = 'AWS::SNS::Topic';
export const [INGRESS, EGRESS] = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

export type Edited = Template['Resources'][string] & { readonly Properties: Record<string, any> };

/** All resources of a type whose logical ids begin so, in those stacks that have any. */
export function of({ Resources }: Template, type: string, id = ''): Edited[] {
  const found = Object.entries(Resources).filter(([name, resource]) => resource.Type === type && name.startsWith(id));
  return found.map(([, resource]) => resource as Edited);
}

/** Changes the properties of all resources of a type whose logical ids begin so. */
export function change(type: string, id: string, edit: (properties: Record<string, any>) => void): (template: Template) => void {
  return (template) => of(template, type, id).forEach(({ Properties }) => edit(Properties));
}

/** Takes resources out, and what waits for them or tells of them. */
export function remove(template: Template, ...types: string[]): void {
  const gone = Object.keys(template.Resources).filter((name) => types.includes(template.Resources[name].Type));
  gone.forEach((name) => delete template.Resources[name]);
  for (const resource of Object.values(template.Resources)) {
    resource.DependsOn = [resource.DependsOn ?? []].flat().filter((name) => !gone.includes(name));
  }
  const told = Object.entries(template.Outputs ?? {}).filter(([, output]) => !gone.some((name) => JSON.stringify(output).includes(`"${name}"`)));
  template.Outputs = Object.fromEntries(told);
}
