/** `@IsProd Instance { … }`: a condition, a type (of Cloud Map, where it has no service), and properties in the flow style of YAML. */
const RESOURCE = /^(?:@(\w+) )?(\S+) ?([\s\S]*)$/;

/** A template of resources, each written in one line. */
export function template(resources: Readonly<Record<string, string>>): string {
  return `
Parameters:
  Given: { Type: String, Default: prod }
Conditions:
  IsProd: !Equals [!Ref Given, prod]
  IsTest: !Not [!Condition IsProd]
Resources:
${Object.entries(resources).map(([logicalId, line]) => {
  const [, condition, type, properties] = RESOURCE.exec(line) ?? [];
  return `  ${logicalId}: { Type: "AWS::${type.includes('::') ? type : `ServiceDiscovery::${type}`}", ${condition ? `Condition: ${condition}, ` : ''}`
      + `Properties: ${properties || '{}'} }`;
}).join('\n')}
`;
}

/** Tasks that are registered in the Cloud Map service `Backend`, in awsvpc mode. */
export const TASKS = {
  Task: 'ECS::TaskDefinition { NetworkMode: awsvpc, ContainerDefinitions: [{ Name: app, Image: app, PortMappings: [{ ContainerPort: 80 }] }] }',
  Tasks: 'ECS::Service { TaskDefinition: !Ref Task, ServiceRegistries: [{ RegistryArn: !GetAtt Backend.Arn }] }',
};

/** A private, a public and an HTTP namespace. */
export const PRIVATE = 'PrivateDnsNamespace { Name: ecs-internal, Vpc: vpc-1 }';
export const PUBLIC = 'PublicDnsNamespace { Name: svc.public-service.com }';
export const HTTP = 'HttpNamespace { Name: shop }';
