"""What is deployed, in one document: GET /moto-api/deployed. The records of Cloud Map are those that it puts into the zone of a namespace."""

import json
import os
from typing import Any, Iterator

from moto.cloudformation import cloudformation_backends
from moto.ec2 import ec2_backends
from moto.ecs import ecs_backends
from moto.elbv2 import elbv2_backends
from moto.iam import iam_backends
from moto.logs import logs_backends
from moto.moto_api._internal import urls
from moto.route53 import route53_backends
from moto.servicediscovery import servicediscovery_backends

from .cloud_map import ADDRESSES
from .ecs_tasks import tasks_of
from .given import NAMESPACE, ZONES
from .moto_kinds import used_interfaces

ACCOUNT = os.environ["MOTO_ACCOUNT_ID"]


def vpcs(region: str) -> list[dict[str, Any]]:
    """Those whose resolver answers with the records of private zones."""
    found = ec2_backends[ACCOUNT][region].vpcs.values()
    return [{"id": vpc.id, "answersNames": bool(vpc.enable_dns_support and vpc.enable_dns_hostnames)} for vpc in found]


def names(region: str) -> list[dict[str, Any]]:
    return [
        {"id": service.id, "name": service.name, "instances": [{"id": instance.instance_id} for instance in service.instances]}
        for service in servicediscovery_backends[ACCOUNT][region].services.values()
    ]


def zones() -> list[dict[str, Any]]:
    return [
        {
            "id": zone.resource_id, "name": zone.name, "isPrivate": zone.private_zone, "vpcs": [vpc.get("vpc_id") for vpc in zone.vpcs],
            "records": [*own_records(zone), *cloud_map_records(zone)],
        }
        for zone in route53_backends[ACCOUNT]["aws"].zones.values()
    ]


def own_records(zone: Any) -> Iterator[dict[str, Any]]:
    for record in zone.rrsets:
        if record.type != "SOA" and not (record.type == "NS" and record.name == zone.name):
            yield {
                "name": record.name, "type": record.type, "ttl": int(record.ttl or 0), "values": record.records or [], "alias": record.alias_target,
                "policy": policy_of(record), "isPrimary": record.failover == "PRIMARY", "isHealthy": True,
            }


def policy_of(record: Any) -> str:
    return "FAILOVER" if record.failover else "LATENCY" if record.region else "WEIGHTED" if record.weight else "MULTIVALUE" if record.multi_value_answer else "SIMPLE"


def cloud_map_records(zone: Any) -> Iterator[dict[str, Any]]:
    for region in regions():
        cloud_map = servicediscovery_backends[ACCOUNT][region]
        for service in cloud_map.services.values():
            namespace = cloud_map.namespaces[service.namespace_id]
            if namespace.dns_properties.get("HostedZoneId") == zone.id:
                yield from records_of(service, namespace)


def records_of(service: Any, namespace: Any) -> Iterator[dict[str, Any]]:
    name = f"{service.name}.{namespace.name}."
    for instance in service.instances:
        common = {
            "policy": service.dns_config.get("RoutingPolicy", "MULTIVALUE") if service.dns_config else None,
            "isHealthy": instance.health_status == "HEALTHY",
        }
        alias = instance.attributes.get("AWS_ALIAS_DNS_NAME")
        for record in (service.dns_config or {}).get("DnsRecords", []):
            found = {"name": name, "type": record["Type"], "ttl": record["TTL"], "alias": {"DNSName": alias} if alias else None, **common}
            if record["Type"] == "SRV":
                host = f"{instance.instance_id}.{name}"
                yield {**found, "values": [f"1 1 {instance.attributes['AWS_INSTANCE_PORT']} {host}"]}
                yield {**found, "name": host, "type": "A", "policy": "SIMPLE", "isHealthy": True, "values": [instance.attributes["AWS_INSTANCE_IPV4"]]}
            else:
                yield {**found, "values": [] if alias else [instance.attributes[ADDRESSES[record["Type"]]]]}


def services(region: str) -> list[dict[str, Any]]:
    ecs = ecs_backends[ACCOUNT][region]
    return [
        {
            "arn": service.arn, "name": service.name, "connect": service.service_connect or None,
            "containers": ecs.describe_task_definition(service.task_definition).container_definitions,
            "targetGroups": [balancer["targetGroupArn"] for balancer in service.load_balancers],
            "tasks": [task_state(region, task) for task in tasks_of(service)],
        }
        for service in ecs.services.values() if service.status == "ACTIVE"
    ]


def task_state(region: str, task: Any) -> dict[str, Any]:
    if task.interface:
        groups, vpc = [group.id for group in task.interface.group_set], task.interface.subnet.vpc_id
    else:
        instance = ec2_backends[ACCOUNT][region].get_instance(task.instance.id)
        groups, vpc = [group.id for group in instance.security_groups], instance.vpc_id
    return {"id": task.id, "arn": task.task_arn, "addresses": [a for a in (task.address, task.ipv6) if a], "groups": groups, "vpc": vpc, "ports": task.ports}


def security_groups(region: str) -> list[dict[str, Any]]:
    return [
        {"id": group.id, "rules": [*group.inline_rules, *group.other_rules.values()]}
        for by_id in ec2_backends[ACCOUNT][region].groups.values() for group in by_id.values() if hasattr(group, "inline_rules")
    ]


def balancers(region: str) -> dict[str, Any]:
    elb = elbv2_backends[ACCOUNT][region]
    return {
        "loadBalancers": [{"arn": lb.arn, "dnsName": lb.dns_name, "groups": lb.security_groups or []} for lb in elb.load_balancers.values()],
        "targetGroups": [
            {"arn": group.arn, "loadBalancers": group.load_balancer_arns, "targets": [{"id": t["Id"], "port": int(t["Port"])} for t in group.targets.values()]}
            for group in elb.target_groups.values()
        ],
    }


def order(region: str) -> list[dict[str, Any]]:
    stacks = cloudformation_backends[ACCOUNT][region].stacks.values()
    events = sorted((event for stack in stacks for event in stack.events), key=lambda event: event.timestamp)
    return [
        {
            "stack": event.stack_name, "id": event.logical_resource_id, "physicalId": event.physical_resource_id,
            "type": event.resource_type, "status": event.resource_status,
        }
        for event in events
    ]


def left(region: str) -> dict[str, list[str]]:
    """All that is there and costs money or takes a name, by kind."""
    ec2, elb = ec2_backends[ACCOUNT][region], elbv2_backends[ACCOUNT][region]
    found = {
        "stacks": [stack.name for stack in cloudformation_backends[ACCOUNT][region].stacks.values()],
        "vpcs": [vpc.id for vpc in ec2.vpcs.values() if not vpc.is_default],
        "interfaces": [eni.id for eni in used_interfaces(ec2)],
        "addresses": [address.allocation_id for address in ec2.addresses],
        "gateways": [gateway.id for gateway in ec2.nat_gateways.values() if gateway.state != "deleted"],
        "instances": [i.id for r in ec2.reservations.values() for i in r.instances if i.state != "terminated"],
        "securityGroups": [group["id"] for group in security_groups(region)],
        "namespaces": [ns.name for ns in servicediscovery_backends[ACCOUNT][region].namespaces.values() if ns.id != NAMESPACE[0]],
        "names": [service["name"] for service in names(region)],
        "zones": [zone["name"] for zone in zones() if zone["id"] not in ZONES],
        "records": [record["name"] for zone in zones() for record in zone["records"]],
        "clusters": list(ecs_backends[ACCOUNT][region].clusters),
        "services": [service["name"] for service in services(region)],
        "loadBalancers": list(elb.load_balancers),
        "targetGroups": list(elb.target_groups),
        "roles": [role.name for role in iam_backends[ACCOUNT]["aws"].roles.values()],
        "logGroups": list(logs_backends[ACCOUNT][region].groups),
    }
    return {kind: sorted(things) for kind, things in found.items() if things}


def regions() -> list[str]:
    return os.environ["DEPLOYED_REGIONS"].split(",")


def deployed(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
    by_region = {
        region: {
            "vpcs": vpcs(region), "names": names(region), "services": services(region), "securityGroups": security_groups(region),
            **balancers(region), "order": order(region), "left": left(region),
        }
        for region in regions()
    }
    return 200, {"Content-Type": "application/json"}, json.dumps({"zones": zones(), "regions": by_region})


def install() -> None:
    urls.url_paths["{0}/moto-api/deployed$"] = deployed
