"""Elastic Load Balancing v2: moto's listeners know no weighted target groups, and its load balancers not all of their attributes."""

import uuid
from typing import Any

from moto.elbv2 import elbv2_backends

from .kind import Kind, Made, Place, refuse

#: Canonical hosted zones are the same for all load balancers of a Region; one is enough here.
ZONE = "Z32O12XQLNTSW2"
#: Listeners and rules by what they are alone in: the port of a load balancer, and the priority in a listener.
TAKEN: dict[tuple[str, str, int], Made] = {}


def backend(place: Place) -> Any:
    return elbv2_backends[place.account][place.region]


def full_name(arn: str) -> str:
    return arn.split(":")[-1].split("/", 1)[1]


def short_name(place: Place) -> str:
    return f"{place.logical_id[:20]}-{uuid.uuid4().hex[:8]}"


class LoadBalancer(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        made = backend(place).create_load_balancer(
            properties.get("Name") or short_name(place), properties.get("SecurityGroups"), properties["Subnets"], scheme=properties.get("Scheme", "internet-facing"),
            loadbalancer_type=properties.get("Type", "application"),
        )
        return Made(made.arn, {
            "LoadBalancerArn": made.arn, "DNSName": made.dns_name, "LoadBalancerName": made.name, "LoadBalancerFullName": full_name(made.arn),
            "CanonicalHostedZoneID": ZONE, "SecurityGroups": made.security_groups,
        }, made)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        backend(place).delete_load_balancer(made.physical_resource_id)


class TargetGroup(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        group = backend(place).create_target_group(
            properties.get("Name") or short_name(place), vpc_id=properties["VpcId"], protocol=properties["Protocol"], port=properties["Port"],
            target_type=properties.get("TargetType"), healthcheck_path=properties.get("HealthCheckPath"),
        )
        return Made(group.arn, {"TargetGroupArn": group.arn, "TargetGroupFullName": f"targetgroup/{full_name(group.arn)}"}, group)

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        made.value.healthcheck_path = properties.get("HealthCheckPath")

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        if made.value.load_balancer_arns:
            refuse(f"Target group '{made.physical_resource_id}' is currently in use by a listener or a rule")
        backend(place).target_groups.pop(made.physical_resource_id)


def groups_of(actions: list[dict[str, Any]]) -> list[str]:
    weighted = [group for action in actions for group in action.get("ForwardConfig", {}).get("TargetGroups", [])]
    return [part["TargetGroupArn"] for part in actions + weighted if "TargetGroupArn" in part]


class Forwarding(Kind):
    """A listener or a rule of one: as long as it is there, the target groups have a load balancer."""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        listener_arn = properties.get("ListenerArn")
        balancer = properties.get("LoadBalancerArn") or "/".join((listener_arn or "").replace(":listener/", ":loadbalancer/").split("/")[:-1])
        if balancer not in backend(place).load_balancers:
            refuse(f"Load balancer '{balancer}' not found")
        arn = f"{(listener_arn or balancer.replace(':loadbalancer/', ':listener/'))}/{uuid.uuid4().hex[:16]}"
        arn = arn.replace(":listener/", ":listener-rule/") if listener_arn else arn
        made = Made(arn, {"ListenerArn": arn, "RuleArn": arn}, balancer)
        self.take(place, made, properties)
        return made

    def take(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        """Of a load balancer's ports, and of a listener's priorities, each is taken once."""
        taken = (properties["ListenerArn"], "Priority") if "ListenerArn" in properties else (made.value, "Port")
        number = int(properties[taken[1]])
        if TAKEN.get((*taken, number), made) is not made:
            refuse(f"{taken[1]} '{number}' is currently in use")
        self.use(place, made, properties, 1)
        TAKEN[(*taken, number)] = made

    def give_back(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        self.use(place, made, properties, -1)
        for key in [key for key, owner in TAKEN.items() if owner is made]:
            del TAKEN[key]

    def use(self, place: Place, made: Made, properties: dict[str, Any], by: int) -> None:
        for arn in groups_of(properties.get("DefaultActions") or properties.get("Actions") or []):
            group = backend(place).target_groups.get(arn)
            if group is None:
                refuse(f"Target group '{arn}' not found")
            group.load_balancer_arns = (group.load_balancer_arns or []) + [made.value] if by > 0 else group.load_balancer_arns[1:]

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        self.give_back(place, made, old)
        self.take(place, made, properties)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        self.give_back(place, made, properties)


BALANCER_KINDS = [
    LoadBalancer("AWS::ElasticLoadBalancingV2::LoadBalancer", ("Name", "Scheme", "Type")),
    TargetGroup("AWS::ElasticLoadBalancingV2::TargetGroup", ("IpAddressType", "Name", "Port", "Protocol", "ProtocolVersion", "TargetType", "VpcId")),
    Forwarding("AWS::ElasticLoadBalancingV2::Listener", ("LoadBalancerArn",)),
    Forwarding("AWS::ElasticLoadBalancingV2::ListenerRule", ("ListenerArn",)),
]
