import { EXPOSED } from './promises';
import { proveEach } from './prove-each';

proveEach(EXPOSED);
