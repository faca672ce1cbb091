import { App } from 'aws-cdk-lib';
import type { System } from './system';

/** One measured process: synthesizes one program's system, and prints what that took. Arguments: the program, how many services, the folder of the assembly. */
const [program, services, outdir] = process.argv.slice(2);
// eslint-disable-next-line @typescript-eslint/no-require-imports -- only this program may be loaded, and at once
const { build } = require(`./systems/${program}`) as { build(system: System): void };
const app = new App({ outdir, analyticsReporting: false });
build({ app, services: Number(services) });
app.synth();
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpu: (user + system) / 1000, memory: process.resourceUsage().maxRSS / 1024 }));
