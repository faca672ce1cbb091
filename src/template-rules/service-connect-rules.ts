import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { Property } from '../model/property';
import type { ConnectedService } from '../model/service-connect-facts';
import { connectedServices, readNamespace } from '../model/service-connect-facts';
import type { TemplateFacts } from '../model/template-facts';

const NAMESPACE = /^AWS::ServiceDiscovery::\w+Namespace$/;


/** A cluster of another app may have a namespace, and so may the default one. */
function withoutNamespace({ service, namespace }: ConnectedService): Broken[] {
  return namespace?.property.isAbsent ? [{
    got: `${service.resource.logicalId} takes part in Service Connect without a Namespace, and ${namespace.at.logicalId} has no default one.`,
    at: service.resource,
    property: service.serviceConnect.at('Namespace'),
    beside: [namespace.at],
  }] : [];
}

/** Where a namespace for Service Connect is given: each place once, however many services use it. */
function namespacePlaces(facts: TemplateFacts): Array<{ readonly at: Resource; readonly property: Property }> {
  const services = facts.ecsServices.map(({ resource, serviceConnect }) => ({ at: resource, property: serviceConnect.at('Namespace') }));
  const clusters = facts.of('AWS::ECS::Cluster')
    .map(({ resource, properties }) => ({ at: resource, property: properties.at('ServiceConnectDefaults', 'Namespace') }));
  return [...services, ...clusters];
}

/** Some other resource of Cloud Map, or what is no namespace at all. */
function strange(facts: TemplateFacts): Broken[] {
  return namespacePlaces(facts).flatMap(({ at, property }) => {
    const { resource } = property;
    return resource && /^AWS::(ServiceDiscovery|ECS|EC2|Route53)::/.test(resource.type) && !NAMESPACE.test(resource.type)
      ? [{ got: `The Namespace of ${at.logicalId} is ${resource.logicalId}, a ${resource.type}.`, at, property, beside: [resource] }] : [];
  });
}

function byName(facts: TemplateFacts): Broken[] {
  return namespacePlaces(facts).flatMap(({ at, property }) => {
    const { namespace } = readNamespace(facts, at, property);
    const attribute = property.reference?.attribute;
    const what = property.text !== undefined ? `the name "${property.text}"` : attribute === 'Arn' ? undefined : 'the ID';
    return namespace && what !== undefined && attribute !== 'Arn'
      ? [{ got: `The Namespace of ${at.logicalId} is ${what} of ${namespace.resource.logicalId}.`, at, property, beside: [namespace.resource] }] : [];
  });
}

function withoutEnabled(facts: TemplateFacts): Broken[] {
  return facts.ecsServices.filter(({ serviceConnect }) => serviceConnect.isThere && serviceConnect.keys.length > 0 && serviceConnect.at('Enabled').isAbsent)
    .map(({ resource, serviceConnect }) => ({
      got: `ServiceConnectConfiguration of ${resource.logicalId} does not have Enabled.`, at: resource, property: serviceConnect.at('Enabled'),
    }));
}

function withoutFormat({ service: { resource, serviceConnect } }: ConnectedService): Broken[] {
  const access = serviceConnect.at('AccessLogConfiguration');
  return access.isThere && access.at('Format').isAbsent
    ? [{ got: `${resource.logicalId} has AccessLogConfiguration without Format.`, at: resource, property: access }] : [];
}

/** ECS takes it: an integration test of the AWS CDK deploys such a service. */
function unwritten({ service: { resource, serviceConnect } }: ConnectedService): Broken[] {
  const access = serviceConnect.at('AccessLogConfiguration');
  return access.isThere && serviceConnect.at('LogConfiguration').isAbsent
    ? [{ got: `${resource.logicalId} has AccessLogConfiguration without LogConfiguration.`, at: resource, property: access }] : [];
}

const AWSLOGS = ['awslogs-group', 'awslogs-region'];

function incompleteLog({ service: { resource, serviceConnect } }: ConnectedService): Broken[] {
  const [log, options] = [serviceConnect.at('LogConfiguration'), serviceConnect.at('LogConfiguration', 'Options')];
  const missing = log.at('LogDriver').text === 'awslogs' ? AWSLOGS.filter((option) => options.at(option).isAbsent) : [];
  return missing.length > 0 ? [{ got: `The log of Service Connect of ${resource.logicalId} has no ${missing.join(' and no ')}.`, at: resource, property: options }] : [];
}

function named({ service: { resource, properties } }: ConnectedService): Broken[] {
  const name = properties.at('ServiceName');
  return name.isThere
    ? [{ got: `${resource.logicalId} has a ServiceName${name.text === undefined ? '' : `, "${name.text}",`} and takes part in Service Connect.`, at: resource, property: name }] : [];
}

const ACCESS_LOG = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectAccessLogConfiguration.html';
const SERVICE_CONNECT = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html';

function each(judge: (connected: ConnectedService) => readonly Broken[]): (facts: TemplateFacts) => readonly Broken[] {
  return (facts) => facts.once(connectedServices).flatMap(judge);
}

/** What Service Connect is told of a service as a whole. */
export const serviceConnectRules: readonly TemplateRule[] = [
  {
    id: 'service-connect-without-namespace',
    severity: 'error',
    why: 'The services of a namespace find each other. CreateService refuses a service that names none, in a cluster that has no default one.',
    fix: 'Set Namespace of ServiceConnectConfiguration, or of ServiceConnectDefaults of the cluster, to the Arn of a namespace.',
    link: SERVICE_CONNECT,
    broken: each(withoutNamespace),
  },
  {
    id: 'service-connect-namespace',
    severity: 'error',
    why: 'Service Connect takes a Cloud Map namespace, by its ARN or its name.',
    fix: 'Set Namespace to !GetAtt of the Arn of a namespace.',
    link: SERVICE_CONNECT,
    broken: strange,
  },
  {
    id: 'service-connect-namespace-by-name',
    severity: 'warning',
    why: 'Given a name, ECS looks for a namespace that the API of Cloud Map knows by it, and CloudFormation does not know that the namespace has to be there before. ECS may '
      + 'make an HTTP namespace of that name beside it (aws/aws-cdk#25616); an ID is taken for a name.',
    fix: 'Set Namespace to !GetAtt of the Arn of the namespace.',
    link: SERVICE_CONNECT,
    broken: byName,
  },
  {
    id: 'service-connect-enabled',
    severity: 'error',
    why: 'Enabled is required: CloudFormation refuses a ServiceConnectConfiguration without it.',
    fix: 'Set Enabled to true.',
    link: SERVICE_CONNECT,
    broken: withoutEnabled,
  },
  {
    id: 'service-connect-access-log',
    severity: 'error',
    why: 'The proxy writes no access log until it knows in which format: Format is required.',
    fix: 'Set Format of AccessLogConfiguration to TEXT or JSON.',
    link: ACCESS_LOG,
    broken: each(withoutFormat),
  },
  {
    id: 'service-connect-access-log-unwritten',
    severity: 'warning',
    why: 'Access logs are written where the other logs of the proxy go: AWS asks for a log configuration beside them.',
    fix: 'Give ServiceConnectConfiguration a LogConfiguration.',
    link: ACCESS_LOG,
    broken: each(unwritten),
  },
  {
    id: 'service-connect-log',
    severity: 'error',
    why: 'The log driver awslogs needs to know the log group and the Region; without them the tasks do not start.',
    fix: 'Give Options of the LogConfiguration awslogs-group, awslogs-region and awslogs-stream-prefix.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
    broken: each(incompleteLog),
  },
  {
    id: 'service-name-is-fixed',
    severity: 'warning',
    why: 'A change that replaces the service (of its cluster, its launch type or its scheduling) makes the new one before the old one is gone: the name is taken, and so are '
      + 'its names in Service Connect. The update fails.',
    fix: 'Take ServiceName out, and let CloudFormation make a name.',
    link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html',
    broken: each(named),
  },
];
