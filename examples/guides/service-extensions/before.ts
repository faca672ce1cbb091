import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

/** What the extensions 2.0.0 made of an environment `production` with the services `orders` and `website`, both with AppMeshExtension. */
export function shop(app: App): Stack {
  const stack = new Stack(app, 'Shop');
  new CfnInclude(stack, 'Extensions', { templateFile: join(__dirname, 'deployed.json') });
  release(stack);
  return stack;
}

/** In the next step CloudFormation lets go of the mesh, and does not call App Mesh, which has ended. */
function release(stack: Stack): void {
  stack.node.findAll()
    .filter((construct): construct is CfnResource => CfnResource.isCfnResource(construct) && construct.cfnResourceType.startsWith('AWS::AppMesh::'))
    .forEach((resource) => resource.applyRemovalPolicy(RemovalPolicy.RETAIN));
}
