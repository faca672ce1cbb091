import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulator } from './emulator';
import { unset } from './emulator';
import { run } from '../testing/command';

const CLI = require.resolve('aws-cdk/bin/cdk');
const COMMON = ['--no-notices', '--ci', '--progress', 'events'];

/** Runs a command of the CDK CLI on all stacks of an assembly; returns what it printed. @throws with that where it fails */
export async function cdk(emulator: Emulator, directory: string, ...args: string[]): Promise<string> {
  // What the CLI looks up it writes to the directory that it runs in.
  const { status, output } = await run(directory, process.execPath, [CLI, ...args, '--app', directory, '--output', directory], {
    ...unset(),
    ...emulator.environment,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    CDK_HOME: join(tmpdir(), 'deploy-cdk-home'),
  });
  if (status !== 0) {
    throw new Error(`cdk ${args.join(' ')} failed:\n${output}\n${emulator.log}`);
  }
  return output;
}

/** `cdk deploy`. The templates go with the call: an emulator has no bucket for them. */
export function deploy(emulator: Emulator, directory: string): Promise<string> {
  return cdk(emulator, directory, 'deploy', '--all', '--method', 'direct', '--require-approval', 'never', ...COMMON);
}

/** `cdk diff`, which fails where a deployment would change something. */
export function diff(emulator: Emulator, directory: string): Promise<string> {
  return cdk(emulator, directory, 'diff', '--fail', '--method', 'template', '--no-notices', '--ci');
}

export function destroy(emulator: Emulator, directory: string): Promise<string> {
  return cdk(emulator, directory, 'destroy', '--all', '--force', ...COMMON);
}
