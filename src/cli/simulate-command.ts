import { createInterface } from 'node:readline';
import type { Command } from './command';
import { readSimulate } from './simulate-options';
import { carryOut } from './simulate-prompt';
import { messageOf } from '../model/json';
import type { SimulatedService } from '../simulator/index';
import { DiscoverySimulator } from '../simulator/index';

export const SIMULATE: Command = {
  help: `cdk-discoverable-service simulate <cdk.out | template ...>   answers the names of Cloud Map on this machine
  --dns-port <port>          where DNS is answered (0, a free one)
  --api-port <port>          where the APIs of Cloud Map and ECS are answered (0, a free one)
  --run name=command         starts the command for each task of a service; it is to listen at $HOST and $PORT
  --parameter Name=Value     the value of a template's parameter
  --namespace [id=]name      the name of a namespace that another app has made
  --stack <name>             only this stack or stage
  --forward <address[:port]> the server that is asked for names in no namespace; without it they are refused
  --address <address>        where both listen (127.0.0.1)
`,
  run: async (args, print) => {
    const options = readSimulate(args);
    const line = (text: string) => print(`${text}\n`);
    const simulator = await DiscoverySimulator.start({ ...options, onOutput: line });
    const ended = endOf(simulator);
    line(`ready dns=${simulator.dnsServer} api=${simulator.apiEndpoint}`);
    simulator.services.forEach((service) => line(describe(service)));
    simulator.onChange(({ at, text }) => line(`${timeOf(at)} ${text}`));
    simulator.leftOut.forEach((text) => process.stderr.write(`not simulated: ${text}\n`));
    prompt(simulator, line);
    await ended;
    return 0;
  },
};

function describe({ name, discoveryNames, desiredCount, cluster, serviceName }: SimulatedService): string {
  return `  ${name}: ${discoveryNames.join(', ') || 'no name'}, ${desiredCount} ${desiredCount === 1 ? 'task' : 'tasks'} (ECS: cluster ${cluster}, service ${serviceName})`;
}

function timeOf(at: Date): string {
  return at.toTimeString().slice(0, 8);
}

/** SIGINT and SIGTERM end it; a second one ends it without waiting for what it has started. */
function endOf(simulator: DiscoverySimulator): Promise<void> {
  return new Promise((done, failed) => {
    const end = () => simulator.stop().then(done, failed);
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    process.once('SIGHUP', end);
  });
}

/** On a terminal; where nobody types, the end of the input ends nothing. */
function prompt(simulator: DiscoverySimulator, line: (text: string) => void): void {
  if (!process.stdin.isTTY) {
    return;
  }
  line('Type "help" to see what can be changed.');
  const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  input.on('line', (text) => {
    void carryOut(simulator, text).then(line, (error: unknown) => line(messageOf(error))).finally(() => input.prompt());
  });
  input.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  input.on('close', () => process.kill(process.pid, 'SIGINT'));
  process.once('exit', () => input.close());
  input.prompt();
}
