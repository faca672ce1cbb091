import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as ts from 'typescript';

const ROOT = resolve(__dirname, '..');

/**
 * A folder in which the compiled library is installed beside the newest CDK, with the programs compiled: what a user's app loads, and nothing of this repository. It is removed by
 * `leave()`.
 */
export class Workplace {
  public readonly folder = mkdtempSync(join(tmpdir(), 'benchmark-'));

  public constructor() {
    const modules = join(this.folder, 'node_modules');
    const library = join(modules, 'cdk-discoverable-service');
    mkdirSync(library, { recursive: true });
    cpSync(join(ROOT, 'lib'), join(library, 'lib'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(library, 'package.json'));
    for (const peer of ['aws-cdk-lib', 'constructs']) {
      symlinkSync(join(ROOT, 'compat/node_modules', peer), join(modules, peer));
    }
    for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) => name.startsWith('programs/') && name.endsWith('.ts'))) {
      this.compile(file);
    }
  }

  public path(file: string): string {
    return join(this.folder, file);
  }

  public leave(): void {
    rmSync(this.folder, { recursive: true });
  }

  private compile(file: string): void {
    const { outputText } = ts.transpileModule(readFileSync(join(__dirname, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const to = this.path(file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, outputText);
  }
}
