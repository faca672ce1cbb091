import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { ASSEMBLIES } from './assembly-copy';
import { closedPort } from '../health/servers';

const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
const STARTUP_FILE = join(__dirname, 'emulator');
const PATIENCE_MS = 120_000;

/** Takes away what a machine tells AWS's tools about accounts, Regions, endpoints and proxies: nothing of a deployment leaves the machine. */
export function unset(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.keys(process.env).filter((name) => /^(AWS_|(https?|all|no)_proxy$)/i.test(name)).map((name) => [name, undefined]));
}

/** A `moto_server` of its own, with the start-up file that makes what stock moto lacks. */
export class Emulator {
  /** @throws where moto is not installed: deployments are never skipped */
  public static async start(): Promise<Emulator> {
    const port = await closedPort();
    const [output, token]: [string[], string] = [[], randomUUID()];
    const server = spawn('moto_server', ['--port', String(port)], {
      stdio: 'pipe', // it ends when its input does, also where this process is killed
      env: {
        ...process.env,
        ...unset(),
        PYTHONPATH: STARTUP_FILE,
        PYTHONDONTWRITEBYTECODE: '1',
        MOTO_ACCOUNT_ID: ACCOUNT,
        AWS_REGION: REGION,
        DEPLOYED_REGIONS: `${REGION},us-east-1`,
        EMULATOR_TOKEN: token,
        ASSEMBLIES,
      },
    });
    server.stdout.on('data', (piece: Buffer) => output.push(String(piece)));
    server.stderr.on('data', (piece: Buffer) => output.push(String(piece)));
    const emulator = new Emulator(`http://127.0.0.1:${port}`, server, output);
    await emulator.answers(token);
    return emulator;
  }

  private ended?: string;

  private constructor(public readonly endpoint: string, private readonly server: ChildProcess, private readonly output: readonly string[]) {
    server.on('error', ({ message }) => {
      this.ended = `moto_server cannot be started (${message}): install test/deploy/emulator/requirements.txt into a virtual environment, and put its bin directory on the PATH`;
    });
    server.on('exit', (code) => {
      this.ended ??= `moto_server ended with exit code ${code}:\n${output.join('')}`;
    });
  }

  /** What clients and the CDK CLI take from the environment to speak to it. */
  public get environment(): Readonly<Record<string, string>> {
    return {
      NO_PROXY: '127.0.0.1',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: 'emulated',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
    };
  }

  /** What it said, for the message of a test that fails. */
  public get log(): string {
    return this.output.join('').split('\n').filter((line) => !/" (200|404) -$/.test(line)).slice(-60).join('\n');
  }

  public async stop(): Promise<void> {
    if (this.ended === undefined) {
      const exited = new Promise((done) => this.server.once('exit', done));
      this.server.stdin!.end();
      await exited;
    }
  }

  /** Another server may have the port by now: its own knows the token. */
  private async answers(token: string): Promise<void> {
    for (const start = Date.now(); Date.now() - start < PATIENCE_MS;) {
      if (this.ended !== undefined) {
        throw new Error(this.ended);
      }
      try {
        if (await (await fetch(`${this.endpoint}/moto-api/whose`)).text() === token) {
          return;
        }
      } catch {
        // It is not up yet.
      }
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error(`moto_server does not answer:\n${this.log}`);
  }
}
