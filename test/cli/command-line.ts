import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/cli/main';

const directory = mkdtempSync(join(tmpdir(), 'command-line-'));

afterAll(() => rmSync(directory, { recursive: true }));

/** Writes a file, and tells its path. */
export function fileOf(name: string, content: string | Buffer): string {
  const file = join(directory, name);
  writeFileSync(file, content);
  return file;
}

/** A template in which two services of one namespace have one name. */
export function twoNames(one: string, other: string): string {
  return `
Parameters:
  Name: { Type: String, Default: backend }
Resources:
  Namespace: { Type: AWS::ServiceDiscovery::HttpNamespace, Properties: { Name: shop } }
  One: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: ${one}, NamespaceId: !Ref Namespace } }
  Other: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: ${other}, NamespaceId: !Ref Namespace } }
`;
}

/** What the command prints, and its exit code. */
export function runs(...args: string[]) {
  const before = process.exitCode;
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) => jest.spyOn(process[stream], 'write').mockImplementation((text) => {
    written[stream] += String(text);
    return true;
  }));
  try {
    main(args);
    return { ...written, exitCode: process.exitCode };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
    process.exitCode = before;
  }
}

type Findings = readonly Readonly<Record<string, unknown>>[];

interface Report {
  readonly version: number;
  readonly findings: Findings;
  readonly acknowledged: Findings;
}

/** The report for programs. */
export function reported(...args: string[]) {
  const { stdout, exitCode } = runs('check', ...args, '--json');
  return { ...JSON.parse(stdout) as Report, exitCode };
}
