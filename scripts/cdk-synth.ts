import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { ROOT, assemblyDirectory, exampleApp } from './examples';

/** Synthesizes an example with the CDK CLI, as a user would; returns the directory of the cloud assembly. */
export function cdkSynth(example: string): string {
  const output = assemblyDirectory(example);
  rmSync(output, { recursive: true, force: true });
  const app = [`"${process.execPath}"`, ...exampleApp(example)].join(' ');
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [require.resolve('aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices', '--app', app, '--output', output],
    { cwd: ROOT, env: offlineEnvironment(), encoding: 'utf8' },
  );
  if (status !== 0) {
    const said = error?.message ?? `${stdout}${stderr}`.trim();
    throw new Error(`"cdk synth" of examples/${example} failed:\n${said}`);
  }
  return output;
}

/** With credentials at hand the CLI asks AWS for the account, and by itself it looks for updates: the demo needs neither. */
function offlineEnvironment(): NodeJS.ProcessEnv {
  const withoutAws = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(withoutAws),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    CDK_HOME: join(ROOT, 'cdk.out', '.cdk-home'), // the CLI keeps its cache there
  };
}
