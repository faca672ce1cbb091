import { PUBLIC_ALB } from './promises';
import { proveEach } from './prove-each';

proveEach(PUBLIC_ALB, { GIVEN_ZONE_NAME: 'shop.example.org.' });
