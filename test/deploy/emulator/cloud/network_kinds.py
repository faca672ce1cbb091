"""Parts of a VPC with IPv6, which moto makes by its API only, and `Fn::Cidr`, which it does not know."""

import ipaddress
import itertools
from typing import Any

from moto.cloudformation import parsing
from moto.ec2 import ec2_backends
from moto.ec2.models.elastic_network_interfaces import NetworkInterface

from .kind import Kind, Made, Place, refuse
from .moto_kinds import used_interfaces

#: Elastic IP addresses, in use on the internet: moto's are random, and in private networks, too.
PUBLIC_ADDRESSES = ipaddress.ip_network("52.16.0.0/15").hosts()
#: VPCs get one /56 of it each.
BLOCKS = ipaddress.ip_network("2600:1f00::/40").subnets(new_prefix=56)


def refuse_if_used(ec2: Any, what: str, attribute: str, made: Made) -> None:
    users = [eni.id for eni in used_interfaces(ec2) if getattr(eni.subnet, attribute) == made.physical_resource_id]
    if users:
        refuse(f"The {what} '{made.physical_resource_id}' has dependencies and cannot be deleted. ({', '.join(users)})")


class Vpc(Kind):
    """moto's does not take its DNS attributes from a template."""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        ec2 = ec2_backends[place.account][place.region]
        vpc = ec2.create_vpc(properties["CidrBlock"], instance_tenancy=properties.get("InstanceTenancy", "default"))
        vpc.enable_dns_support = properties.get("EnableDnsSupport", True) in (True, "true")
        vpc.enable_dns_hostnames = properties.get("EnableDnsHostnames", False) in (True, "true")
        default_group = ec2.get_security_group_from_name("default", vpc.id)
        return Made(vpc.id, {"VpcId": vpc.id, "CidrBlock": vpc.cidr_block, "DefaultSecurityGroup": default_group.id}, vpc)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        ec2 = ec2_backends[place.account][place.region]
        refuse_if_used(ec2, "vpc", "vpc_id", made)
        ec2.delete_vpc(made.physical_resource_id)


class Subnet(Kind):
    """moto's has no IPv6 where CloudFormation makes it."""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        ec2 = ec2_backends[place.account][place.region]
        subnet = ec2.create_subnet(properties["VpcId"], properties["CidrBlock"], availability_zone=properties["AvailabilityZone"])
        subnet.ipv6_block = properties.get("Ipv6CidrBlock")
        return Made(subnet.id, {"SubnetId": subnet.id, "VpcId": subnet.vpc_id, "AvailabilityZone": subnet.availability_zone}, subnet)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        ec2 = ec2_backends[place.account][place.region]
        refuse_if_used(ec2, "subnet", "id", made)
        ec2.delete_subnet(made.physical_resource_id)


class Address(Kind):
    """moto's does not tell what it is."""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        address = ec2_backends[place.account][place.region].allocate_address("vpc", str(next(PUBLIC_ADDRESSES)))
        return Made(address.public_ip, {"PublicIp": address.public_ip, "AllocationId": address.allocation_id})

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        ec2_backends[place.account][place.region].release_address(allocation_id=made.attributes["AllocationId"])


class CidrBlock(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        ec2 = ec2_backends[place.account][place.region]
        vpc = ec2.get_vpc(properties["VpcId"])
        vpc.ipv6_block = str(next(BLOCKS))
        return Made(f"vpc-cidr-assoc-{place.logical_id.lower()}", {"Id": place.logical_id})

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        del ec2_backends[place.account][place.region].get_vpc(properties["VpcId"]).ipv6_block


class EgressOnlyGateway(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        gateway = ec2_backends[place.account][place.region].create_egress_only_internet_gateway(vpc_id=properties["VpcId"])
        return Made(gateway.id, {"Id": gateway.id})

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        ec2_backends[place.account][place.region].delete_egress_only_internet_gateway(made.physical_resource_id)


NETWORK_KINDS = [
    Vpc("AWS::EC2::VPC", ("CidrBlock",)),
    Subnet("AWS::EC2::Subnet", ("AvailabilityZone", "CidrBlock", "VpcId")),
    Address("AWS::EC2::EIP", ("NetworkBorderGroup", "TransferAddress", "IpamPoolId", "Address")),
    CidrBlock("AWS::EC2::VPCCidrBlock", ("*",)),
    EgressOnlyGateway("AWS::EC2::EgressOnlyInternetGateway", ("VpcId",)),
]


def clean(value: Any, resources: Any) -> Any:
    if isinstance(value, dict) and "Fn::Cidr" in value:
        block, count, bits = (original_clean(part, resources) for part in value["Fn::Cidr"])
        network = ipaddress.ip_network(block)
        subnets = network.subnets(new_prefix=network.max_prefixlen - int(bits))
        return [str(subnet) for subnet in itertools.islice(subnets, int(count))]
    if isinstance(value, dict) and isinstance(value.get("Fn::GetAtt"), list) and value["Fn::GetAtt"][1] == "Ipv6CidrBlocks":
        return [resources[value["Fn::GetAtt"][0]].value.ipv6_block]
    return original_clean(value, resources)


original_clean = parsing.clean_json


def install() -> None:
    parsing.clean_json = clean
    # moto asks each interface of a task for it, and gives it to those in VPCs with host names only.
    NetworkInterface.private_dns_name = ""
