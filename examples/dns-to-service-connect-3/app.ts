/**
 * From DNS to Service Connect, step 3: the frontend calls through its proxy, under the name that it has called all the time.
 */
import { App, Stack } from 'aws-cdk-lib';
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import { addSystem } from '../dns-to-service-connect';
import { ServiceConnectRole } from 'cdk-discoverable-service';

const app = new App();
addSystem(new Stack(app, 'Shop'), {
  backend: ServiceConnectRole.clientAndServer({ appProtocol: AppProtocol.http }),
  frontend: ServiceConnectRole.clientOnly(),
});
app.synth();
