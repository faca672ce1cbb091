import { RECORDS } from './promises';
import { proveEach } from './prove-each';

proveEach(RECORDS);
