import type { TemplateFacts } from './template-facts';

/** A stack whose Region the deployer chooses tells it by the Availability Zones of its subnets. */
function regionsOf(facts: TemplateFacts): ReadonlyMap<string, string> {
  const byZones = facts.of('AWS::EC2::Subnet').flatMap(({ resource, properties }): [string, string][] => {
    const zone = properties.at('AvailabilityZone').text;
    return zone === undefined ? [] : [[resource.stack, zone.replace(/[a-z]$/, '')]];
  });
  const told = [...facts.assembly.stacks.values()].flatMap(({ id, region }): [string, string][] => region === undefined ? [] : [[id, region]]);
  return new Map([...byZones, ...told]);
}

/** The Region of a stack; undefined where nothing tells it. */
export function regionOf(facts: TemplateFacts, stack: string): string | undefined {
  return facts.once(regionsOf).get(stack);
}

/** The Region of a stack in AWS GovCloud (US). */
export function govCloudRegionOf(facts: TemplateFacts, stack: string): string | undefined {
  const region = regionOf(facts, stack);
  return region?.startsWith('us-gov-') ? region : undefined;
}
