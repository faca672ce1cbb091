import { Duration } from 'aws-cdk-lib';
import { InsufficientDataHealthStatusEnum } from 'aws-cdk-lib/aws-route53';
import type { System } from './systems';
import { PublicEndpoint, Route53Check } from '../../src';
import type {
  AlarmCheckOptions, CalculatedCheckOptions, EndpointCheckOptions, HttpCheckOptions, Route53CheckOptions, TaskCheckOptions,
} from '../../src';

const counted = (options: TaskCheckOptions & AlarmCheckOptions & Route53CheckOptions = {}): System => (shop) =>
  void shop.service('Backend').addRoute53HealthCheck(Route53Check.reportingTasks(options));
const asked = (options: HttpCheckOptions & EndpointCheckOptions = {}): System => (shop) =>
  void shop.service('Backend').addRoute53HealthCheck(Route53Check.http(PublicEndpoint.domainName('api.public-service.com'), options));
const calculated = (options: CalculatedCheckOptions = {}): System => (shop) => {
  const backend = shop.service('Backend');
  const healthChecks = ['One', 'Two'].map((id) => backend.addRoute53HealthCheck(Route53Check.reportingTasks(), { id }));
  backend.addRoute53HealthCheck(Route53Check.calculated(healthChecks, options));
};
const withId = (id?: string): System => (shop) => void shop.service('Backend').addRoute53HealthCheck(Route53Check.reportingTasks(), { id });

/** Of health checks of Route 53: a system without an option, and the same system with it. */
export const healthRows: Readonly<Record<string, readonly [System, System]>> = {
  'Route53CheckOptions.healthCheckName': [counted(), counted({ healthCheckName: 'backend' })],
  'Route53CheckOptions.inverted': [counted(), counted({ inverted: true })],
  'AlarmCheckOptions.insufficientData': [counted(), counted({ insufficientData: InsufficientDataHealthStatusEnum.HEALTHY })],
  'TaskCheckOptions.minTasks': [counted(), counted({ minTasks: 2 })],
  'TaskCheckOptions.evaluationPeriods': [counted(), counted({ evaluationPeriods: 5 })],
  'EndpointCheckOptions.failureThreshold': [asked(), asked({ failureThreshold: 1 })],
  'EndpointCheckOptions.requestInterval': [asked(), asked({ requestInterval: Duration.seconds(10) })],
  'EndpointCheckOptions.measureLatency': [asked(), asked({ measureLatency: true })],
  'EndpointCheckOptions.regions': [asked(), asked({ regions: ['us-east-1', 'us-west-1', 'eu-west-1'] })],
  'HttpCheckOptions.port': [asked(), asked({ port: 8080 })],
  'HttpCheckOptions.path': [asked(), asked({ path: '/health' })],
  'HttpCheckOptions.searchString': [asked(), asked({ searchString: 'ok' })],
  'CalculatedCheckOptions.minHealthy': [calculated(), calculated({ minHealthy: 1 })],
  'AddRoute53HealthCheckOptions.id': [withId(), withId('BackendCheck')],
};
