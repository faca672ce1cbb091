import { NAMESPACES } from './promises';
import { proveEach } from './prove-each';

proveEach(NAMESPACES);
