"""Security groups with rules of their own: moto has no kind for egress rules, and does not delete ingress rules."""

from typing import Any

from moto.ec2 import ec2_backends
from moto.elbv2 import elbv2_backends

from .kind import Kind, Made, Place, refuse
from .moto_kinds import used_interfaces

SOURCES = {"ingress": ("SourceSecurityGroupId", "SourcePrefixListId"), "egress": ("DestinationSecurityGroupId", "DestinationPrefixListId")}
EVERYTHING = [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}]


def groups(place: Place) -> dict[str, Any]:
    ec2 = ec2_backends[place.account][place.region]
    return {group.id: group for by_id in ec2.groups.values() for group in by_id.values()}


def rule_of(place: Place, properties: dict[str, Any], direction: str) -> dict[str, Any]:
    source, prefix_list = (properties.get(name) for name in SOURCES[direction])
    if source and source not in groups(place):
        refuse(f"The security group '{source}' does not exist")
    if not (source or prefix_list or "CidrIp" in properties or "CidrIpv6" in properties):
        refuse("Exactly one of CidrIp, CidrIpv6, a prefix list and a security group must be specified.")
    return {
        "direction": direction,
        "protocol": str(properties["IpProtocol"]),
        "from": int(properties.get("FromPort", 0)),
        "to": int(properties.get("ToPort", 65_535)),
        "group": source,
        "cidr": properties.get("CidrIp") or properties.get("CidrIpv6"),
    }


class Group(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        ec2 = ec2_backends[place.account][place.region]
        group = ec2.create_security_group(properties.get("GroupName") or place.name(), properties["GroupDescription"], vpc_id=properties.get("VpcId"))
        self.take(place, group, properties)
        return Made(group.id, {"GroupId": group.id, "VpcId": group.vpc_id}, group)

    def take(self, place: Place, group: Any, properties: dict[str, Any]) -> None:
        inline = {"ingress": properties.get("SecurityGroupIngress", []), "egress": properties.get("SecurityGroupEgress", EVERYTHING)}
        group.inline_rules = [rule_of(place, rule, direction) for direction, rules in inline.items() for rule in rules]
        group.other_rules = getattr(group, "other_rules", {})

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        self.take(place, made.value, properties)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        ec2 = ec2_backends[place.account][place.region]
        balancers = elbv2_backends[place.account][place.region].load_balancers.values()
        users = [balancer.arn for balancer in balancers if made.value.id in (balancer.security_groups or [])]
        users += [eni.id for eni in used_interfaces(ec2) if any(group.id == made.value.id for group in eni.group_set)]
        namers = [
            group.id for group in groups(place).values() if group is not made.value
            for rule in [*getattr(group, "inline_rules", []), *getattr(group, "other_rules", {}).values()] if rule["group"] == made.value.id
        ]
        if users or namers:
            refuse(f"resource {made.value.id} has a dependent object ({', '.join(users + namers)})")
        ec2.delete_security_group(group_id=made.value.id)


class Rule(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        group = groups(place).get(properties["GroupId"])
        if group is None:
            refuse(f"The security group '{properties['GroupId']}' does not exist")
        rule = rule_of(place, properties, "ingress" if self.type.endswith("Ingress") else "egress")
        if rule in getattr(group, "other_rules", {}).values():
            refuse("the specified rule already exists")
        made = Made(place.name(), {"Id": place.logical_id})
        group.other_rules = {**getattr(group, "other_rules", {}), made.physical_resource_id: rule}
        return made

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        """A description is all that changes in place."""

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        groups(place)[properties["GroupId"]].other_rules.pop(made.physical_resource_id)


CREATE_ONLY = ("CidrIp", "CidrIpv6", "FromPort", "GroupId", "IpProtocol", "ToPort")
SECURITY_GROUP_KINDS = [
    Group("AWS::EC2::SecurityGroup", ("GroupDescription", "GroupName", "VpcId")),
    Rule("AWS::EC2::SecurityGroupIngress", (*CREATE_ONLY, *SOURCES["ingress"])),
    Rule("AWS::EC2::SecurityGroupEgress", (*CREATE_ONLY, *SOURCES["egress"])),
]
