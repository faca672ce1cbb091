import type { SimulatorOptions } from './simulator-options';
import type { Assembly } from '../model/assembly';
import { isDirectory, readAssembly, readTemplates } from '../model/read-assembly';
import { TemplateFacts } from '../model/template-facts';
import { UnusableInput } from '../model/unusable-input';
import { plainName } from '../shared/dns-name';

/** The templates of a simulation: of one assembly, or templates that are deployed beside each other. */
export function readSources({ sources, stacks, parameters = {} }: SimulatorOptions): Assembly {
  const options = { parameters: new Map(Object.entries(parameters)), takesDefaults: true };
  const [first, ...others] = sources;
  if (first === undefined) {
    throw new UnusableInput('a simulation needs the directory of an assembly (cdk.out) or templates');
  }
  if (sources.some(isDirectory) && others.length > 0) {
    throw new UnusableInput('one assembly is simulated at a time, and not beside templates');
  }
  const whole = isDirectory(first) ? readAssembly(first, options) : readTemplates(sources, options);
  refuseUnknown(whole, Object.keys(parameters));
  return oneOfEachName(stacks === undefined ? whole : only(whole, stacks));
}

/** A parameter that no template has is a slip of the pen, and would change nothing. */
function refuseUnknown({ stacks }: Assembly, names: readonly string[]): void {
  const unknown = names.find((name) => ![...stacks.values()].some(({ parameterNames }) => parameterNames.has(name)));
  if (unknown !== undefined) {
    throw new UnusableInput(`no template has a parameter "${unknown}"`);
  }
}

function only({ stacks }: Assembly, names: readonly string[]): Assembly {
  const isMeant = (id: string) => names.some((name) => id === name || id.startsWith(`${name}/`));
  const unknown = names.find((name) => ![...stacks.keys()].some((id) => id === name || id.startsWith(`${name}/`)));
  if (unknown !== undefined) {
    throw new UnusableInput(`there is no stack "${unknown}". The stacks are: ${[...stacks.keys()].join(', ')}`);
  }
  return { stacks: new Map([...stacks].filter(([id]) => isMeant(id))) };
}

/** In AWS each VPC has zones of its own; here one server answers. A private zone beside a public one of its name is not twice: it hides the other. */
function oneOfEachName(assembly: Assembly): Assembly {
  const zones = new Map<string, string>();
  for (const { kind, name, resource } of new TemplateFacts(assembly).namespaces) {
    const zone = kind === 'HTTP' || name === undefined ? undefined : `${kind} ${plainName(name)}`;
    const other = zone === undefined ? undefined : zones.get(zone);
    if (other !== undefined) {
      throw new UnusableInput(`the namespace ${name} is there twice, ${other === resource.stack ? `in ${other}: in AWS each would be in a VPC of its own, and here one server answers`
        : `in ${other} and ${resource.stack}: choose one by its stack`}`);
    }
    if (zone !== undefined) {
      zones.set(zone, resource.stack);
    }
  }
  return assembly;
}
