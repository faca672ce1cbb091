import { Resolver } from 'node:dns/promises';
import { fileOf } from './command-line';
import { main, run } from '../../src/cli/main';
import { carryOut } from '../../src/cli/simulate-prompt';
import { BACKEND, simulated, until } from '../simulator/fixture';

const TEMPLATE = fileOf('backend.json', JSON.stringify({ Resources: { ...BACKEND, Later: { ...BACKEND.Namespace, Properties: { Name: { Ref: 'Later' }, Vpc: 'vpc-1' } } } }));

test.each([
  ['no path', ['simulate'], 'simulate takes the directory of an assembly (cdk.out) or templates'],
  ['a port that is no number', ['simulate', TEMPLATE, '--dns-port', 'dns'], '--dns-port is "dns", and is a number from 0 to 65535'],
  ['a port that is too high', ['simulate', TEMPLATE, '--api-port', '65536'], '--api-port is "65536", and is a number from 0 to 65535'],
  ['a command without a name', ['simulate', TEMPLATE, '--run', 'server'], '--run is "server", and takes name=command'],
  ['two commands for a name', ['simulate', TEMPLATE, '--run', 'a=b', '--run', 'a=c'], '--run is given twice for a'],
  ['a namespace without a name', ['simulate', TEMPLATE, '--namespace', 'ns-1='], '--namespace is "ns-1=", and takes name or id=name'],
  ['a parameter without a value', ['simulate', TEMPLATE, '--parameter', 'Name'], '--parameter is "Name", and takes Name=Value'],
])('%s is wrong usage', async (_, args, problem) => {
  await expect(async () => run(args, () => undefined)).rejects.toThrow(problem);
});

test('what cannot be simulated is one line, and exit code 2', async () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const before = process.exitCode;
  try {
    main(['simulate', 'no-such-file.json']);
    await until(() => process.exitCode === 2);
  } finally {
    process.exitCode = before;
  }
  expect(stderr.mock.calls.map(([text]) => text)).toEqual(['cdk-discoverable-service: no-such-file.json does not exist\n']);
  stderr.mockRestore();
});

test.each(['SIGINT', 'SIGTERM'] as const)('says when it is ready, tells each change with its time, and ends with %s and exit code 0', async (signal) => {
  const printed: string[] = [];
  const notes = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const ended = run(['simulate', TEMPLATE, '--run', `backend=exec ${process.execPath} -e "setInterval(() => {}, 1000)"`], (text) => void printed.push(text));
  await until(() => printed.filter((line) => line.includes('registered')).length === 2);

  const [, dns] = /^ready dns=(127\.0\.0\.1:\d+) api=http:\/\/127\.0\.0\.1:\d+\n$/.exec(printed[0]) ?? [];
  const resolver = new Resolver();
  resolver.setServers([dns]);
  expect(await resolver.resolve4('backend.shop.internal')).toHaveLength(2);
  expect(printed[1]).toBe('  Backend: backend.shop.internal, 2 tasks (ECS: cluster backend-Cluster, service backend-Backend)\n');
  expect(printed[2]).toMatch(/^\d\d:\d\d:\d\d backend\.shop\.internal: task [0-9a-f]{8} at 127\.\d+\.\d+\.\d+ registered\n$/);
  expect(notes.mock.calls).toEqual([['not simulated: Later: the name of the namespace is known at deployment only (a parameter can be given)\n']]);
  process.emit(signal);

  expect(await ended).toBe(0);
  await expect(resolver.resolve4('backend.shop.internal')).rejects.toThrow('ECONNREFUSED');
  notes.mockRestore();
});

describe('what is typed at the prompt', () => {
  const quit = jest.fn();

  test('ends it', async () => {
    expect(await carryOut(await simulated(BACKEND), 'quit', quit)).toBe('');
    expect(quit).toHaveBeenCalledTimes(1);
  });

  test('changes what runs', async () => {
    const simulator = await simulated(BACKEND);
    const count = () => simulator.tasks().length;

    expect(await carryOut(simulator, 'scale backend 3', quit)).toBe('');
    expect(count()).toBe(3);
    const [{ id }] = simulator.tasks();
    await carryOut(simulator, `health ${id.slice(0, 8)} unhealthy`, quit);
    expect(simulator.tasks()[0].health).toBe('UNHEALTHY');
    await carryOut(simulator, `stop ${id.slice(0, 8)}`, quit);
    expect(simulator.tasks().map((task) => task.id)).not.toContain(id);
    const before = simulator.tasks().map((task) => task.id);
    await carryOut(simulator, '  deploy   backend.shop.internal ', quit);
    expect(simulator.tasks().filter((task) => before.includes(task.id))).toEqual([]);
  });

  test('tells what runs, and what DNS says', async () => {
    const simulator = await simulated(BACKEND);
    const [{ id, address }, other] = simulator.tasks();

    expect(await carryOut(simulator, 'services', quit)).toBe('  Backend  backend.shop.internal  2');
    expect(await carryOut(simulator, 'tasks backend', quit)).toContain(`  ${id.slice(0, 8)}  Backend  ${address}  port 8080  healthy\n`);
    expect((await carryOut(simulator, 'ask backend.shop.internal', quit)).split('\n').sort()).toEqual([address, other.address].map((each) => `  ${each}`).sort());
    expect(await carryOut(simulator, 'ask backend.shop.internal SRV', quit)).toBe('  ENODATA');
    expect(await carryOut(simulator, 'ask nothing.shop.internal', quit)).toBe('  ENOTFOUND');
    expect(await carryOut(simulator, '', quit)).toBe('');
  });

  test.each([
    ['scale backend', 'give a number of tasks: see help'],
    ['scale', 'give a service: see help'],
    ['scale backend many', 'a service has from 0 to 5000 tasks, and not NaN'],
    ['scale payment 1', 'there is no service "payment"'],
    ['health 1234 sick', 'give healthy or unhealthy'],
    ['stop', 'give a task: see help'],
    ['ask', 'give a name: see help'],
  ])('"%s" is told what is missing', async (line, problem) => {
    await expect(carryOut(await simulated(BACKEND), line, quit)).rejects.toThrow(problem);
  });

  test('what is none gets the list of what there is', async () => {
    expect(await carryOut(await simulated(BACKEND), 'sclae backend 3', quit)).toMatch(/^There is no "sclae"\. What there is:\n {2}services .*quit/s);
  });
});
