"""Resources that moto makes, where it does not delete them as AWS does."""

from typing import Any, Callable

from moto.ec2 import ec2_backends
from moto.ecs import ecs_backends
from moto.iam import iam_backends

from .kind import Place, refuse


def ec2(place: Place) -> Any:
    return ec2_backends[place.account][place.region]


def delete_policy(place: Place, made: Any) -> None:
    iam = iam_backends[place.account]["aws"]
    for role in iam.roles.values():
        if made.arn in role.managed_policies:
            iam.detach_role_policy(made.arn, role.name)
    iam.delete_policy(made.arn)


def delete_nat_gateway(place: Place, made: Any) -> None:
    ec2(place).delete_nat_gateway(made.id)
    for interface in [eni.id for eni in ec2(place).enis.values() if eni.id == made._eni.id]:
        ec2(place).delete_network_interface(interface)


def delete_cluster(place: Place, made: Any) -> None:
    backend = ecs_backends[place.account][place.region]
    if any(service.cluster_arn == made.arn and service.status == "ACTIVE" for service in backend.services.values()):
        refuse("The Cluster cannot be deleted while Services are active.")
    backend.clusters.pop(made.name)


def used_interfaces(backend: Any) -> list[Any]:
    """moto keeps those of instances that are no more."""
    return [eni for eni in backend.enis.values() if not (eni.instance and eni.instance.state == "terminated")]


def dissociate(place: Place, made: Any) -> None:
    table = ec2(place).get_route_table(made.route_table_id)
    for association in [key for key, subnet in table._associations.items() if subnet == made.subnet_id]:
        ec2(place).disassociate_route_table(association)


def detach(place: Place, made: Any) -> None:
    ec2(place).detach_internet_gateway(made.gateway_id, made.vpc_id)


MOTO_DELETES: dict[str, Callable[[Place, Any], Any]] = {
    "AWS::EC2::InternetGateway": lambda place, made: ec2(place).delete_internet_gateway(made.id),
    "AWS::EC2::NatGateway": delete_nat_gateway,
    "AWS::EC2::Route": lambda place, made: None,  # goes with its table
    "AWS::EC2::RouteTable": lambda place, made: ec2(place).delete_route_table(made.id),
    "AWS::EC2::SubnetRouteTableAssociation": dissociate,
    "AWS::EC2::VPCGatewayAttachment": detach,
    "AWS::ECS::Cluster": delete_cluster,
    "AWS::IAM::ManagedPolicy": delete_policy,
}
