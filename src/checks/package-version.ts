import { join } from 'node:path';
import { readJson } from '../model/json';
import { readOnce } from '../model/read-once';

/** The version of this library. Read once in a process: a suite of tests makes hundreds of apps. */
export const packageVersion = readOnce(() => String(readJson(join(__dirname, '../../package.json')).version));
