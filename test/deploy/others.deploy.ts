import { OTHERS } from './promises';
import { proveEach } from './prove-each';

proveEach(OTHERS);
