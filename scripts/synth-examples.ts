import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { ROOT, assemblyDirectory, exampleApp, exampleNames } from './examples';

const AT_A_TIME = 2;

async function main(asked: readonly string[]): Promise<void> {
  const known = exampleNames();
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`no such example: ${unknown.join(', ')} (there are: ${known.join(', ') || 'none'})`);
  }
  const waiting = asked.length > 0 ? [...asked] : [...known];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      await synthesize(name);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

async function synthesize(name: string): Promise<void> {
  const directory = assemblyDirectory(name);
  rmSync(directory, { recursive: true, force: true });
  try {
    await promisify(execFile)(process.execPath, exampleApp(name), { cwd: ROOT, env: { ...process.env, CDK_OUTDIR: directory } });
    console.log(`ok      ${name}  cdk.out/${name}`);
  } catch (error) {
    const { message, stdout } = error as Error & { readonly stdout?: string };
    console.error(`failed  ${name}\n${stdout ?? ''}${message}`); // the message has what the child wrote to stderr
    process.exitCode = 1;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
