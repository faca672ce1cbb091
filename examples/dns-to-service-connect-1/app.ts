/**
 * From DNS to Service Connect, step 1: the frontend finds the backend by DNS.
 */
import { App, Stack } from 'aws-cdk-lib';
import { addSystem } from '../dns-to-service-connect';

const app = new App();
addSystem(new Stack(app, 'Shop'), {});
app.synth();
