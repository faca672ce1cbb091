import type { Interface } from 'node:readline';
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
    simulator.services.forEach((service) => line(plainText(describe(service))));
    simulator.leftOut.forEach((text) => process.stderr.write(`not simulated: ${plainText(text)}\n`));
    const input = prompt(simulator, line);
    simulator.onChange(({ at, text }) => {
      line(`${timeOf(at)} ${plainText(text)}`);
      input?.prompt(true);
    });
    await ended;
    input?.close();
    return 0;
  },
};

/** Names in templates may hold anything; a terminal takes some of it for orders. */
function plainText(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd');
}

function describe({ name, discoveryNames, desiredCount, cluster, serviceName }: SimulatedService): string {
  return `  ${name}: ${discoveryNames.join(', ') || 'no name'}, ${desiredCount} ${desiredCount === 1 ? 'task' : 'tasks'} (ECS: cluster ${cluster}, service ${serviceName})`;
}

function timeOf(at: Date): string {
  return at.toTimeString().slice(0, 8);
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** SIGINT and SIGTERM end it, and the end of whoever reads its output; a second signal ends it at once, with all that it has started. */
function endOf(simulator: DiscoverySimulator): Promise<void> {
  return new Promise((done, failed) => {
    let isEnding = false;
    const end = () => {
      if (isEnding) {
        process.exit(130); // eslint-disable-line no-process-exit -- whoever asks twice does not wait for processes that do not end
      }
      isEnding = true;
      simulator.stop().finally(() => SIGNALS.forEach((signal) => process.off(signal, end))).then(done, failed);
    };
    SIGNALS.forEach((signal) => process.on(signal, end));
    process.stdout.once('error', end);
  });
}

/** On a terminal; where nobody types, the end of the input ends nothing. */
function prompt(simulator: DiscoverySimulator, line: (text: string) => void): Interface | undefined {
  if (!process.stdin.isTTY) {
    return undefined;
  }
  line('Type "help" to see what can be changed.');
  const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  const interrupt = () => process.kill(process.pid, 'SIGINT');
  input.on('line', (text) => {
    void carryOut(simulator, text, interrupt).then((said) => said === '' || line(said), (error: unknown) => line(messageOf(error))).finally(() => input.prompt());
  });
  input.on('SIGINT', interrupt);
  input.prompt();
  return input;
}
