import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Variation } from './ecs-template';
import { ecsTemplate } from './ecs-template';

const lattice = (configuration: string, { more = '', service = '' } = {}): Variation => ({
  registries: '', mapping: 'Name: web, ContainerPort: 8080', service: `VpcLatticeConfigurations: [{ ${configuration} }]\n      ${service}`, more,
});
const broken = (variation: Variation) => brokenBy(ecsRules, ecsTemplate(variation));
const RIGHT = 'RoleArn: role, TargetGroupArn: !GetAtt Targets.Arn, PortName: web';
const AT = 'Properties/VpcLatticeConfigurations/0';
const targets = (type: string, properties = '') => ({ more: `Targets: { Type: ${type}, Properties: { ${properties} } }` });

test('lattice-configuration refuses what is not complete', () => {
  expect(broken(lattice('PortName: web'))).toEqual([
    `lattice-configuration at Backend, ${AT}/RoleArn: Backend has VPC Lattice without RoleArn and TargetGroupArn.`,
  ]);
  expect(broken(lattice('RoleArn: !Ref Any, TargetGroupArn: !Ref Any'))).toEqual([
    `lattice-configuration at Backend, ${AT}/PortName: Backend has VPC Lattice without PortName.`,
  ]);
});

test('lattice-port-name refuses a name that no port mapping has', () => {
  expect(broken(lattice('RoleArn: role, TargetGroupArn: !Ref Any, PortName: api'))).toEqual([
    `lattice-port-name at Backend, ${AT}/PortName, with Task: VPC Lattice of Backend has PortName "api", and the port mappings of its task have the names web.`,
  ]);
  expect(broken({ ...lattice('RoleArn: role, TargetGroupArn: !Ref Any, PortName: api'), mapping: 'ContainerPort: 8080' })).toEqual([
    `lattice-port-name at Backend, ${AT}/PortName, with Task: VPC Lattice of Backend has PortName "api", and the port mappings of its task have no names.`,
  ]);
});

test.each(['CODE_DEPLOY', 'EXTERNAL'])('lattice-controller refuses %s', (type) => {
  expect(broken(lattice(RIGHT, { ...targets('AWS::VpcLattice::TargetGroup'), service: `DeploymentController: { Type: ${type} }` }))).toEqual([
    `lattice-controller at Backend, Properties/DeploymentController: Backend has the deployment controller ${type} and VPC Lattice.`,
  ]);
});

describe('lattice-target-group', () => {
  test.each(['INSTANCE', 'ALB', 'LAMBDA'])('refuses the type %s', (type) => {
    expect(broken(lattice(RIGHT, targets('AWS::VpcLattice::TargetGroup', `Type: ${type}`)))).toEqual([
      `lattice-target-group at Targets, Properties/Type, with Backend: VPC Lattice of Backend registers its tasks in Targets, which has the type ${type}.`,
    ]);
  });

  test('refuses a target group of a load balancer', () => {
    expect(broken(lattice(RIGHT, targets('AWS::ElasticLoadBalancingV2::TargetGroup')))).toEqual([
      `lattice-target-group at Backend, ${AT}/TargetGroupArn, with Targets: `
      + 'VPC Lattice of Backend registers its tasks in Targets, a AWS::ElasticLoadBalancingV2::TargetGroup.',
    ]);
  });
});

test.each([
  ['a target group of addresses', lattice(RIGHT, targets('AWS::VpcLattice::TargetGroup', 'Type: IP'))],
  ['a type that is known at deployment only', lattice(RIGHT, targets('AWS::VpcLattice::TargetGroup', 'Type: !Ref Any'))],
  ['a target group elsewhere', lattice('RoleArn: !Ref Any, TargetGroupArn: !Ref Any, PortName: !Ref Any')],
  ['a controller that is known at deployment only', lattice(RIGHT, { ...targets('AWS::VpcLattice::TargetGroup'), service: 'DeploymentController: { Type: !Ref Any }' })],
])('lets %s pass', (_, variation) => {
  expect(broken(variation)).toEqual([]);
});
