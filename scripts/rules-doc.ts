import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderRules } from './render-rules';

writeFileSync(resolve(__dirname, '../docs/rules.md'), renderRules());
