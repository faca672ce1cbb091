/**
 * Health: a task whose container check fails leaves the name, and another takes its place.
 *
 * Only AWS can tell that ECS carries the result of the check of a container over to Cloud Map, that DNS answers without the task, and that the address does not
 * come back.
 *
 * Costs: 2 tasks of Fargate for about 15 minutes, 0.02 USD.
 */
import { Duration } from 'aws-cdk-lib';
import { BUSYBOX, Testbed } from './testbed';
import { HealthProbe } from 'cdk-discoverable-service';

const bed = new Testbed('health');
const backend = bed.service('Backend', {
  image: BUSYBOX,
  // It breaks where somebody asks for it: the server goes on, and the check fails.
  command: ['sh', '-c', [
    'mkdir -p /www/cgi-bin',
    'printf \'#!/bin/sh\\ntouch /tmp/broken\\nprintf "Content-Type: text/plain\\\\r\\\\n\\\\r\\\\nbroken"\\n\' > /www/cgi-bin/break',
    'chmod +x /www/cgi-bin/break',
    'exec httpd -f -p 80 -h /www',
  ].join(' && ')],
  healthProbe: HealthProbe.command(['CMD-SHELL', 'test ! -f /tmp/broken'], { interval: Duration.seconds(5), retries: 2 }),
});
backend.allowFrom(bed.lookup);
const name = backend.endpoint.host;

bed.expectInVpc({ ask: 'count', name }, { addresses: 2 });
bed.expectHealthy('backend', 2);
const broken = bed.askInVpc({ ask: 'callOne', name, path: '/cgi-bin/break' }).getAttString('Payload.address');
bed.expectInVpc({ ask: 'absent', name, address: broken }, { absent: true });
bed.expectInVpc({ ask: 'count', name }, { addresses: 2 });
bed.expectInVpc({ ask: 'absent', name, address: broken }, { absent: true });

bed.synth();
