import { eachConnected } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { readNamespace } from '../model/connect-namespace';
import type { Property } from '../model/property';
import type { ConnectedService } from '../model/service-connect-facts';
import type { TemplateFacts } from '../model/template-facts';

const ARN = /^arn:[^:]+:servicediscovery:([^:]*):[^:]*:namespace\/./;
const ID = /^ns-[a-z0-9]{8,}$/;
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
    const { resource, text } = property;
    const region = ARN.exec(text ?? '')?.[1];
    const own = facts.assembly.stacks.get(at.stack)?.region;
    const what = resource && /^AWS::(ServiceDiscovery|ECS|EC2|Route53)::/.test(resource.type) && !NAMESPACE.test(resource.type)
      ? `${resource.logicalId}, a ${resource.type}`
      : text?.startsWith('arn:') && region === undefined ? `"${text}"`
        : region !== undefined && own !== undefined && region !== own ? `"${text}", and it is in Region ${own}` : undefined;
    return what === undefined ? [] : [{ got: `The Namespace of ${at.logicalId} is ${what}.`, at, property, beside: resource ? [resource] : [] }];
  });
}

function byName(facts: TemplateFacts): Broken[] {
  return namespacePlaces(facts).flatMap(({ at, property }) => {
    const { namespace } = readNamespace(facts, at, property);
    const attribute = property.reference?.attribute;
    const what = ID.test(property.text ?? '') ? `the ID "${property.text}"` : !namespace || attribute === 'Arn' ? undefined
      : `${property.text === undefined ? 'the ID' : `the name "${property.text}"`} of ${namespace.resource.logicalId}`;
    return what === undefined ? [] : [{
      got: `The Namespace of ${at.logicalId} is ${what}.`, at, property, beside: namespace ? [namespace.resource] : [],
    }];
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
  const format = access.at('Format');
  const fault = access.isThere && format.isAbsent ? 'without Format'
    : format.text !== undefined && !['TEXT', 'JSON'].includes(format.text) ? `with the Format "${format.text}"` : undefined;
  return fault === undefined ? [] : [{ got: `${resource.logicalId} has AccessLogConfiguration ${fault}.`, at: resource, property: access }];
}

/** ECS takes it: an integration test of the AWS CDK deploys such a service. */
function unwritten({ service: { resource, serviceConnect } }: ConnectedService): Broken[] {
  const access = serviceConnect.at('AccessLogConfiguration');
  return access.isThere && serviceConnect.at('LogConfiguration').isAbsent
    ? [{ got: `${resource.logicalId} has AccessLogConfiguration without LogConfiguration.`, at: resource, property: access }] : [];
}

const AWSLOGS = ['awslogs-group', 'awslogs-region'];
const ON_FARGATE = ['awslogs', 'awsfirelens', 'splunk'];

function incompleteLog({ service: { resource, serviceConnect, launch } }: ConnectedService): Broken[] {
  const log = serviceConnect.at('LogConfiguration');
  const [driver, options] = [log.at('LogDriver'), log.at('Options')];
  const missing = driver.text === 'awslogs' ? AWSLOGS.filter((option) => options.at(option).isAbsent) : [];
  const [what, property] = log.isThere && log.keys.length > 0 && driver.isAbsent ? ['no LogDriver', driver]
    : launch === 'FARGATE' && driver.text !== undefined && !ON_FARGATE.includes(driver.text) ? [`the driver ${driver.text}, and its tasks run on Fargate`, driver]
      : missing.length > 0 ? [`no ${missing.join(' and no ')}`, options] : [];
  return what === undefined ? [] : [{ got: `The log of Service Connect of ${resource.logicalId} has ${what}.`, at: resource, property }];
}

function named({ service: { resource, properties } }: ConnectedService): Broken[] {
  const name = properties.at('ServiceName');
  return name.isThere
    ? [{ got: `${resource.logicalId} has a ServiceName${name.text === undefined ? '' : `, "${name.text}",`} and takes part in Service Connect.`, at: resource, property: name }] : [];
}

const ACCESS_LOG = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectAccessLogConfiguration.html';
const SERVICE_CONNECT = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html';

/** What Service Connect is told of a service as a whole. */
export const serviceConnectRules: readonly TemplateRule[] = [
  {
    id: 'service-connect-without-namespace',
    severity: 'error',
    why: 'The services of a namespace find each other. CreateService refuses a service that names none, in a cluster that has no default one.',
    fix: 'Set Namespace of ServiceConnectConfiguration, or of ServiceConnectDefaults of the cluster, to the Arn of a namespace.',
    link: SERVICE_CONNECT,
    broken: eachConnected(withoutNamespace),
  },
  {
    id: 'service-connect-namespace',
    severity: 'error',
    why: 'Service Connect takes a Cloud Map namespace of its own Region, by its ARN or its name.',
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
    why: 'The proxy writes an access log as TEXT or as JSON, and Format has to say which: ECS refuses anything else.',
    fix: 'Set Format of AccessLogConfiguration to TEXT or JSON.',
    link: ACCESS_LOG,
    broken: eachConnected(withoutFormat),
  },
  {
    id: 'service-connect-access-log-unwritten',
    severity: 'warning',
    why: 'Access logs are written where the other logs of the proxy go: AWS asks for a log configuration beside them.',
    fix: 'Give ServiceConnectConfiguration a LogConfiguration.',
    link: ACCESS_LOG,
    broken: eachConnected(unwritten),
  },
  {
    id: 'service-connect-log',
    severity: 'error',
    why: 'A log has a driver, on Fargate one of awslogs, awsfirelens and splunk; awslogs needs to know the log group and the Region. ECS refuses anything else.',
    fix: 'Set LogDriver of LogConfiguration to awslogs, and give its Options awslogs-group, awslogs-region and awslogs-stream-prefix.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
    broken: eachConnected(incompleteLog),
  },
  {
    id: 'service-name-is-fixed',
    severity: 'warning',
    why: 'A change that replaces the service (of its cluster, its launch type or its scheduling) makes the new one before the old one is gone: the name is taken, and so are '
      + 'its names in Service Connect. The update fails.',
    fix: 'Take ServiceName out, and let CloudFormation make a name.',
    link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html',
    broken: eachConnected(named),
  },
];
