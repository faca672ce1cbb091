import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { lazyModule } from './lazy-module';

/** Makes what the compiler wrote load its modules on first use, as aws-cdk-lib is made: an app then reads the files of what it uses. See docs/decisions/032-lazy-modules.md. */
const LIB = resolve(__dirname, '../lib');

function namesFrom(path: string): (module: string) => string[] {
  return (module) => Object.keys(createRequire(path)(module) as object).filter((name) => name !== 'default');
}

// All are read before one is written: what a module exports is asked of the module itself.
const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((file) => extname(file) === '.js').map((file) => join(LIB, file));
const written = files.map((file) => ({ file, text: lazyModule(file, readFileSync(file, 'utf8'), namesFrom(file)) }));
written.forEach(({ file, text }) => writeFileSync(file, text));
