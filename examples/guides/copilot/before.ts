import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

export function backend(app: App): Stack {
  const stack = new Stack(app, 'Backend', {
    stackName: 'shop-test-backend',
    // As Copilot has set them: a change of a stack's tags is one of all its resources, and Cloud Map services may not take it.
    tags: { 'copilot-application': 'shop', 'copilot-environment': 'test', 'copilot-service': 'backend' },
  });
  const copilot = new CfnInclude(stack, 'Copilot', {
    templateFile: join(__dirname, 'service-stack.yaml'),
    parameters: {
      AppName: 'shop',
      EnvName: 'test',
      WorkloadName: 'backend',
      ContainerImage: 'public.ecr.aws/docker/library/httpd:2.4-alpine',
      ContainerPort: 80,
    },
  });
  // Its deletion would change the stack of the environment. With this, CloudFormation lets go of it, and calls nothing.
  copilot.getResource('EnvControllerAction').applyRemovalPolicy(RemovalPolicy.RETAIN);
  return stack;
}
