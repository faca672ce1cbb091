import { BESIDE_DNS } from './promises';
import { proveEach } from './prove-each';

proveEach(BESIDE_DNS);
