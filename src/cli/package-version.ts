import { join } from 'node:path';
import { readJson } from '../model/json';

export function packageVersion(): string {
  return String(readJson(join(__dirname, '../../package.json')).version);
}
