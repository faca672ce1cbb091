/**
 * Existing services: one of the plain CDK gets a name, and one that `cloudMapOptions` registered is adopted.
 *
 * Only AWS can tell that ECS takes the registry which an escape hatch gives to a service, and that what was adopted is called through the new rules.
 *
 * Costs: 6 tasks of Fargate for about 15 minutes, 0.04 USD.
 */
import { Validations } from 'aws-cdk-lib';
import { FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { NGINX, saying, Testbed } from './testbed';
import { ServiceRegistration } from 'cdk-discoverable-service';

const bed = new Testbed('existing-services');
const { cluster, cloudMapNamespace, namespaceName } = bed;
cluster.addDefaultCloudMapNamespace({ name: namespaceName });

function plainService(id: string, word: string, name?: string): FargateService {
  const taskDefinition = new FargateTaskDefinition(bed.stack, `${id}Task`);
  taskDefinition.addContainer('web', { image: NGINX, command: saying(word), portMappings: [{ containerPort: 80 }] });
  Validations.of(taskDefinition).acknowledge({ id: 'cdk-discoverable-service::no-container-check', reason: 'As many services are that get a name later.' });
  return new FargateService(bed.stack, id, {
    cluster,
    taskDefinition,
    assignPublicIp: true,
    desiredCount: 2,
    minHealthyPercent: 100,
    cloudMapOptions: name === undefined ? undefined : { name },
  });
}

const named = new ServiceRegistration(bed.stack, 'Named', { service: plainService('NamedService', 'named'), cloudMapNamespace });
const adopted = new ServiceRegistration(bed.stack, 'Adopted', { service: plainService('AdoptedService', 'adopted', 'adopted') });
const frontend = bed.service('Frontend', {
  command: ['sh', '-c', [
    'echo "server { listen 80; location / { return 200; } location /named { proxy_pass $NAMED_URL/; } location /adopted { proxy_pass $ADOPTED_URL/; } }"'
      + ' > /etc/nginx/conf.d/default.conf',
    'exec nginx -g "daemon off;"',
  ].join(' && ')],
});
frontend.connectTo(named);
frontend.connectTo(adopted);
frontend.allowFrom(bed.lookup);

bed.expectInVpc({ ask: 'count', name: named.endpoint.host }, { addresses: 2 });
bed.expectInVpc({ ask: 'count', name: adopted.endpoint.host }, { addresses: 2 });
for (const word of ['named', 'adopted']) {
  bed.expectInVpc({ ask: 'get', url: `${frontend.endpoint.url}/${word}` }, { status: 200, body: word });
}

bed.synth();
