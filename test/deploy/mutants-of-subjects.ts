import type { Mutant } from './mutant';
import { ALARM, change, HEALTH_CHECK, of, RECORD, remove, SERVICE, TASK, TOPIC } from './mutant';

/** Mistakes in what each example is for. */
export const SUBJECT_MUTANTS: readonly Mutant[] = [
  ['there are no alarms', 'alarms', (t) => {
    remove(t, ALARM, TOPIC, 'AWS::CloudWatch::Dashboard', 'AWS::Events::Rule', 'AWS::Lambda::Permission', 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Function');
  }, /0 of 0 AWS::CloudWatch::Alarm Backend are as promised, and not 4/],
  ['nobody is told of alarms', 'alarms', change(ALARM, '', (p) => {
    p.AlarmActions = [];
  }), /0 of 4 AWS::CloudWatch::Alarm Frontend are as promised, and not 4/],
  ['nothing runs the probe', 'alarms', (t) => remove(t, 'AWS::Events::Rule', 'AWS::Lambda::Permission'), /0 of 0 AWS::Events::Rule {2}are as promised/],
  ['there is no dashboard', 'alarms', (t) => remove(t, 'AWS::CloudWatch::Dashboard'), /0 of 0 AWS::CloudWatch::Dashboard/],
  ['the health check is removed', 'health-private-service', (t) => remove(t, HEALTH_CHECK), /0 of 0 AWS::Route53::HealthCheck/],
  ['nothing looks whether the first is up', 'health-public-failover', change(RECORD, '', (p) => {
    delete p.HealthCheckId;
    p.AliasTarget.EvaluateTargetHealth = false;
  }), /does not lead to SorryPage while the targets of Api are down\n.*while the health check of Api fails/],
  ['there is nothing to fail over to', 'health-public-failover', ({ Resources }) => {
    Object.keys(Resources).filter((id) => Resources[id].Properties?.Failover === 'SECONDARY').forEach((id) => delete Resources[id]);
  }, /does not lead to SorryPage while the targets of Api are down/],
  ['a Region that is down stays in the answer', 'health-two-regions', change(RECORD, '', (p) => {
    p.AliasTarget.EvaluateTargetHealth = false;
  }), /does not lead to Api while the targets of Api are down/],
  ['the alias is for a load balancer of nobody', 'public-alb', change(RECORD, '', (p) => {
    p.AliasTarget.DNSName = 'nobody.invalid';
  }), /www\.shop\.example\.org is answered with \[\]/],
  ['the rules are for a host that nobody asks', 'shared-alb', change('AWS::ElasticLoadBalancingV2::ListenerRule', '', (p) => {
    p.Conditions = [{ Field: 'host-header', HostHeaderConfig: { Values: ['nobody.invalid'] } }];
  }), /the request \{"path":"\/api\/stock"\} does not go to Api\n.*does not go to Partners/],
  ['the zone is not delegated', 'namespace-public', (t) => remove(t, RECORD), /the name does not exist/],
  ['the roles may not ask Cloud Map', 'api-discovery', (t) => remove(t, 'AWS::IAM::Policy'),
    /its role may not call DiscoverInstances for it\nWarmer may not find the tasks of cache@ecs-internal/],
  ['proxies speak plain text', 'service-connect-tls', change(SERVICE, 'Backend', (p) => {
    delete p.ServiceConnectConfiguration.Services[0].Tls;
  }), /0 of 1 AWS::ECS::Service Backend are as promised/],
  ['tasks are killed at once', 'draining', change(TASK, 'Backend', (p) => p.ContainerDefinitions.forEach((container: Record<string, unknown>) => {
    delete container.StopTimeout;
  })), /0 of 1 AWS::ECS::TaskDefinition Backend are as promised/],
  ['no task is on Spot', 'capacity-fargate-spot', change(SERVICE, 'Backend', (p) => {
    p.CapacityProviderStrategy = [{ CapacityProvider: 'FARGATE', Weight: 1 }];
  }), /0 of 1 AWS::ECS::Service Backend are as promised/],
  ['deployments are rolling ones', 'blue-green', change(SERVICE, 'Store', (p) => {
    delete p.DeploymentConfiguration;
  }), /0 of 1 AWS::ECS::Service Store are as promised/],
  ['no more than one task may run', 'task-scaling', change('AWS::ApplicationAutoScaling::ScalableTarget', '', (p) => {
    p.MaxCapacity = 1;
  }), /Maximum capacity cannot be less than minimum capacity/],
  ['no more than two tasks may run', 'task-scaling', change('AWS::ApplicationAutoScaling::ScalableTarget', '', (p) => {
    p.MaxCapacity = 2;
  }), /0 of 1 AWS::ApplicationAutoScaling::ScalableTarget Backend are as promised/],
  ['nothing is open by UDP', 'internal-nlb', (t) => {
    for (const [id, { Properties }] of Object.entries(t.Resources)) {
      if (Properties?.IpProtocol === 'udp') {
        delete t.Resources[id];
      }
    }
    of(t, SERVICE).forEach((service) => {
      service.DependsOn = [service.DependsOn ?? []].flat().filter((id) => id in t.Resources);
    });
  }, /its port is closed to the load balancer by udp/],
  ['the API leads to nobody', 'http-api', change('AWS::ApiGatewayV2::Integration', '', (p) => {
    p.IntegrationUri = 'arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-nobody';
  }), /0 of 1 AWS::ApiGatewayV2::Integration/],
  ['the proxy listens at a port that nothing opens', 'side-by-side', change(SERVICE, 'Backend', (p) => {
    p.ServiceConnectConfiguration.Services[0].IngressPortOverride = 15_000;
  }), /port 15000 of [\d.]+ is closed to it/],
];
