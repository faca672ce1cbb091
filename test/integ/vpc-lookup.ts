import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Connections, IConnectable, IVpc } from 'aws-cdk-lib/aws-ec2';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** What a client in the VPC is asked to do; each has an answer that is known beforehand. */
export type Question =
  /** `{ addresses }`: how many addresses a name has. */
  | { readonly ask: 'count'; readonly name: string }
  /** `{ records, ports }`: how many SRV records a name has, and their ports, each once. */
  | { readonly ask: 'srv'; readonly name: string }
  /** `{ status, body }`: what a server answers; the status is 0 where nothing answers within four seconds. */
  | { readonly ask: 'get'; readonly url: string }
  /** `{ status, body }` of the first target of SRV records. */
  | { readonly ask: 'getSrv'; readonly name: string }
  /** `{ address }`: asks the first address of a name for a path, and tells which one that was. */
  | { readonly ask: 'callOne'; readonly name: string; readonly path: string }
  /** `{ absent }`: whether a name does without an address. */
  | { readonly ask: 'absent'; readonly name: string; readonly address: string }
  /** `{ addresses }`: all addresses of a name, by commas. */
  | { readonly ask: 'list'; readonly name: string }
  /** `{ left, servedOn }`: how many of the addresses left the name within 90 seconds, and whether each of them was still serving by then. */
  | { readonly ask: 'drain'; readonly name: string; readonly addresses: string }
  /** `{ always }`: whether a name had as many addresses for 90 seconds, at each second. */
  | { readonly ask: 'always'; readonly name: string; readonly atLeast: number }
  /** `{ waited }` */
  | { readonly ask: 'wait'; readonly seconds: number };

/** The integ-runner's own functions end after two minutes, so no question takes longer than that. */
const CODE = `
const dns = require('node:dns').promises;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const look = async (name) => (await dns.resolve4(name).catch(() => [])).sort();
const get = (url, ms = 4000) => fetch(url, { signal: AbortSignal.timeout(ms) })
  .then(async (r) => ({ status: r.status, body: (await r.text()).trim().slice(0, 40) }))
  .catch(() => ({ status: 0, body: '' }));
const asks = {
  count: async ({ name }) => ({ addresses: (await look(name)).length }),
  srv: async ({ name }) => {
    const records = await dns.resolveSrv(name).catch(() => []);
    return { records: records.length, ports: [...new Set(records.map(({ port }) => port))].sort() };
  },
  get: ({ url }) => get(url),
  getSrv: async ({ name }) => {
    const [target] = await dns.resolveSrv(name);
    return get('http://' + target.name + ':' + target.port + '/');
  },
  callOne: async ({ name, path }) => {
    const [address] = await look(name);
    await get('http://' + address + path);
    return { address };
  },
  absent: async ({ name, address }) => ({ absent: !(await look(name)).includes(address) }),
  list: async ({ name }) => ({ addresses: (await look(name)).join() }),
  drain: async ({ name, addresses }) => {
    const seen = addresses.split(',').map((address) => ({ address }));
    for (const end = Date.now() + 90000; Date.now() < end; await sleep(1000)) {
      const present = await look(name);
      await Promise.all(seen.map(async (task) => {
        if (!present.includes(task.address)) { task.gone ??= Date.now(); }
        if (task.deaf) { return; }
        const { status } = await get('http://' + task.address + '/', 900);
        if (status === 200) { task.served = Date.now(); } else { task.deaf = true; }
      }));
    }
    const left = seen.filter(({ gone }) => gone);
    return { left: left.length, servedOn: left.every(({ gone, served }) => served >= gone) };
  },
  always: async ({ name, atLeast }) => {
    let always = true;
    for (const end = Date.now() + 90000; always && Date.now() < end; await sleep(1000)) {
      always = (await look(name)).length >= atLeast;
    }
    return { always };
  },
  wait: async ({ seconds }) => { await sleep(seconds * 1000); return { waited: seconds }; },
};
exports.handler = (question) => asks[question.ask](question);
`.trim();

/** A client in the VPC of a test: it has no name, and asks for the names of others. */
export class VpcLookup extends Construct implements IConnectable {
  public readonly connections: Connections;
  public readonly functionName: string;

  constructor(scope: Construct, id: string, vpc: IVpc) {
    super(scope, id);
    const client = new LambdaFunction(this, 'Client', {
      vpc,
      // It calls nothing outside of the VPC, so that it needs no way out, and no NAT gateway.
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      allowPublicSubnet: true,
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(CODE),
      timeout: Duration.seconds(110),
      logGroup: new LogGroup(this, 'Log', { removalPolicy: RemovalPolicy.DESTROY }),
    });
    this.connections = client.connections;
    this.functionName = client.functionName;
  }
}
