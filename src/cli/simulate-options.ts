import { argumentsOf, readPair, readParameters, refuse } from './arguments';
import type { SimulatorOptions } from '../simulator/index';

const OPTIONS = {
  'dns-port': { type: 'string' },
  'api-port': { type: 'string' },
  'address': { type: 'string' },
  'forward': { type: 'string' },
  'stack': { type: 'string', multiple: true },
  'parameter': { type: 'string', multiple: true },
  'namespace': { type: 'string', multiple: true },
  'run': { type: 'string', multiple: true },
} as const;

/** What `simulate` is asked for. */
export function readSimulate(args: readonly string[]): SimulatorOptions {
  const { values, positionals: sources } = argumentsOf(args, OPTIONS);
  if (sources.length === 0) {
    return refuse('simulate takes the directory of an assembly (cdk.out) or templates');
  }
  const commands = (values.run ?? []).map((text) => readPair(text, `--run is "${text}", and takes name=command`));
  const twice = commands.find(([name], index) => commands.findIndex(([other]) => other === name) !== index);
  if (twice) {
    return refuse(`--run is given twice for ${twice[0]}`);
  }
  return {
    sources,
    stacks: values.stack,
    parameters: Object.fromEntries(readParameters(values.parameter)),
    existingNamespaces: Object.fromEntries((values.namespace ?? []).map(readNamespace)),
    dnsPort: readPort('--dns-port', values['dns-port']),
    apiPort: readPort('--api-port', values['api-port']),
    address: values.address,
    forwardTo: values.forward,
    run: Object.fromEntries(commands),
  };
}

/** `ns-1=shop.internal` is the name of one, `shop.internal` that of all others. */
function readNamespace(text: string): [string, string] {
  const [, id = '', name = ''] = /^(?:([^=]+)=)?([^=]+)$/.exec(text) ?? [];
  return name === '' ? refuse(`--namespace is "${text}", and takes name or id=name`) : [id, name];
}

function readPort(option: string, text: string | undefined): number | undefined {
  const isPort = text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
  return text === undefined ? undefined : isPort ? Number(text) : refuse(`${option} is "${text}", and is a number from 0 to 65535`);
}
