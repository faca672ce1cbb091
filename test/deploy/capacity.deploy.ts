import { CAPACITY } from './promises';
import { proveEach } from './prove-each';

proveEach(CAPACITY);
