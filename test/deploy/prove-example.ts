import type { AssemblyCopy, Template } from './assembly-copy';
import { deploy, destroy, diff } from './cdk';
import { checkChanges } from './check-changes';
import { checkPromises } from './check-promises';
import { clientsOf } from './clients';
import type { Deployed, DeployedRegion } from './deployed';
import { deployed } from './deployed';
import type { Emulator } from './emulator';
import { REGION } from './emulator';
import type { Call, Promised } from './promise';

/** Proxies are not asked one by one. */
const IS_ASKED = ['A', 'AAAA', 'SRV', 'api', undefined];

/** Deploys an example, looks whether it keeps what it promises, changes it while it runs, updates it, and destroys it. */
export async function proveExample(emulator: Emulator, copy: AssemblyCopy, promised: Promised, edit = useAnotherImage): Promise<void> {
  try {
    const before = leftIn(await deployed(emulator));
    await deploy(emulator, copy.directory);
    await checkAll(emulator, promised);
    await diff(emulator, copy.directory);
    const isFirst = ({ to }: Call, index: number) => promised.calls!.findIndex((other) => other.to === to) === index;
    for (const call of (promised.calls ?? []).filter((asked, index) => IS_ASKED.includes(asked.by) && isFirst(asked, index))) {
      await checkChanges(emulator, clientsOf(emulator), call);
    }
    await checkUpdate(emulator, copy.change(edit), promised);
    await destroy(emulator, copy.directory);
    expect(leftIn(await deployed(emulator), promised.keeps)).toEqual(before);
  } finally {
    copy.remove();
  }
}

async function checkAll(emulator: Emulator, promised: Promised): Promise<void> {
  const state = await deployed(emulator);
  for (const region of promised.regions ?? [REGION]) {
    await checkPromises(state, clientsOf(emulator), promised, region);
  }
}

/** With another image, all tasks are new, and nothing that has a name or an address. */
async function checkUpdate(emulator: Emulator, copy: AssemblyCopy, promised: Promised): Promise<void> {
  const before = await deployed(emulator);
  await deploy(emulator, copy.directory);
  const after = await deployed(emulator);
  const [old, current] = [before, after].map(physicalIds);
  expect(current).toEqual(old);
  await checkAll(emulator, promised);
  const services = ({ regions }: Deployed) => Object.values(regions).flatMap((region) => region.services);
  const tasks = (state: Deployed) => services(state).flatMap((service) => service.tasks.map(({ id }) => id));
  expect(tasks(after)).toHaveLength(tasks(before).length);
  expect(tasks(after).filter((id) => tasks(before).includes(id))).toEqual([]);
}

export function useAnotherImage({ Resources }: Template): void {
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type === 'AWS::ECS::TaskDefinition') {
      Properties!.ContainerDefinitions.forEach((container: { Image: unknown }) => {
        container.Image = 'public.ecr.aws/docker/library/httpd:2.4.99';
      });
    }
  }
}

/** By stack and logical id, of what is there but task definitions, which have a new revision. */
export function physicalIds({ regions }: Deployed): Record<string, string> {
  const there = Object.values(regions).flatMap(({ resources }) => resources).filter(({ type }) => type !== 'AWS::ECS::TaskDefinition');
  return Object.fromEntries(there.map(({ stack, id, physicalId }) => [`${stack}/${id}`, physicalId]));
}

function leftIn({ regions }: Deployed, kept: readonly string[] = []): object {
  const isKept = (thing: string) => kept.some((type) => thing.includes(`(${type})`));
  const others = (left: DeployedRegion['left']) => Object.entries(left).map(([kind, things]) => [kind, ...things.filter((thing) => !isKept(thing))]);
  return Object.fromEntries(Object.entries(regions).map(([region, { left }]) => [region, others(left).filter(([, ...things]) => things.length > 0)]));
}
