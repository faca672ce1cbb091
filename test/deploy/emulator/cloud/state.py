"""What is deployed, in one document: GET /moto-api/deployed."""

import ipaddress
import json
import traceback
from typing import Any

from moto.cloudformation import cloudformation_backends
from moto.ec2 import ec2_backends
from moto.ecs import ecs_backends
from moto.elbv2 import elbv2_backends
from moto.iam import iam_backends
from moto.moto_api._internal import urls
from moto.servicediscovery import servicediscovery_backends

from .ecs_tasks import tasks_of
from .given import NAMESPACE, ZONES
from .moto_kinds import used_interfaces
from .stack_engine import REMAINING
from .zones import ACCOUNT, regions, zones


def vpcs(region: str) -> list[dict[str, Any]]:
    """Those whose resolver answers with the records of private zones."""
    found = ec2_backends[ACCOUNT][region].vpcs.values()
    return [{"id": vpc.id, "answersNames": bool(vpc.enable_dns_support and vpc.enable_dns_hostnames)} for vpc in found]


def names(region: str) -> list[dict[str, Any]]:
    return [
        {"id": service.id, "name": service.name, "instances": [{"id": instance.instance_id} for instance in service.instances]}
        for service in servicediscovery_backends[ACCOUNT][region].services.values()
    ]


def services(region: str) -> list[dict[str, Any]]:
    ecs = ecs_backends[ACCOUNT][region]
    return [
        {
            "arn": service.arn, "name": service.name, "role": getattr(ecs.describe_task_definition(service.task_definition), "task_role_arn", None), "connect": service.service_connect or None,
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
        "loadBalancers": [
            {
                "arn": lb.arn, "dnsName": lb.dns_name, "groups": lb.security_groups or [],
                "addresses": [str(ipaddress.ip_network(subnet.cidr_block)[4]) for subnet in lb.subnets],  # the first that AWS does not keep
            }
            for lb in elb.load_balancers.values()
        ],
        "targetGroups": [
            {
                "arn": group.arn, "protocol": group.protocol, "loadBalancers": group.load_balancer_arns,
                "targets": [{"id": t["Id"], "port": int(t["Port"])} for t in group.targets.values()],
            }
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


def resources(region: str) -> list[dict[str, Any]]:
    """What the stacks have, with the properties as they were resolved."""
    return [
        {"stack": stack.name, "id": made.logical_resource_id, "physicalId": made.first_id, "type": made.cf_resource_type, "properties": made.resolved}
        for stack in cloudformation_backends[ACCOUNT][region].stacks.values()
        for made in stack.resource_map._parsed_resources.values() if hasattr(made, "first_id")
    ]


def roles() -> list[dict[str, Any]]:
    """With what their policies say: their own, and those of AWS and of the account that are attached."""
    found = []
    for role in iam_backends[ACCOUNT]["aws"].roles.values():
        attached = [version.document for policy in role.managed_policies.values() for version in policy.versions if version.is_default]
        documents = [*role.policies.values(), *attached]
        parsed = [json.loads(document) if isinstance(document, str) else document for document in documents]
        found.append({"arn": role.arn, "statements": [statement for document in parsed for statement in document["Statement"]]})
    return found


def left(region: str) -> dict[str, list[str]]:
    """All that is there and costs money or takes a name, by kind; and what stacks made and did not delete, whatever it is."""
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
        # Log groups stay on purpose: logs are for after a failure.
        "remaining": [
            f"{logical_id} ({made}) {physical_id}" for (stack_id, logical_id, physical_id), made in REMAINING.items()
            if f":{region}:" in stack_id and made != "AWS::Logs::LogGroup"
        ],
    }
    return {kind: sorted(things) for kind, things in found.items() if things}


def document() -> dict[str, Any]:
    by_region = {
        region: {
            "vpcs": vpcs(region), "names": names(region), "services": services(region), "securityGroups": security_groups(region),
            **balancers(region), "order": order(region), "resources": resources(region), "left": left(region),
        }
        for region in regions()
    }
    return {"zones": zones(), "roles": roles(), "regions": by_region}


def deployed(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
    try:
        return 200, {"Content-Type": "application/json"}, json.dumps(document(), default=str)
    except Exception:  # Flask would not tell
        return 500, {"Content-Type": "text/plain"}, traceback.format_exc()


def install() -> None:
    urls.url_paths["{0}/moto-api/deployed$"] = deployed
