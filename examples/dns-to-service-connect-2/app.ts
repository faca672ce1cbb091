/**
 * From DNS to Service Connect, step 2: the backend is offered in Service Connect too, and the frontend still goes by DNS.
 */
import { App, Stack } from 'aws-cdk-lib';
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import { addSystem } from '../dns-to-service-connect';
import { ServiceConnectRole } from 'cdk-discoverable-service';

const app = new App();
addSystem(new Stack(app, 'Shop'), {
  backend: ServiceConnectRole.clientAndServer({ appProtocol: AppProtocol.http }),
});
app.synth();
