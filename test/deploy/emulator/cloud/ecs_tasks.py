"""The scheduler of ECS: as many tasks as are desired, in Cloud Map and in target groups as long as they run. Stock moto starts none."""

import ipaddress
import itertools
import json
from typing import Any

from moto.autoscaling import autoscaling_backends
from moto.ec2 import ec2_backends
from moto.ecs.models import EC2ContainerServiceBackend, Task
from moto.elbv2 import elbv2_backends
from moto.servicediscovery import servicediscovery_backends

from .cloud_map import record_types

#: What the scheduler reads of a service, by the name of the property.
SERVICE_PROPERTIES = {
    "service_registries": "ServiceRegistries",
    "load_balancers": "LoadBalancers",
    "service_connect": "ServiceConnectConfiguration",
    "capacity_providers": "CapacityProviderStrategy",
}
#: What starts new tasks when it changes: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
STARTS_A_DEPLOYMENT = ("task_definition", "network_configuration", "platform_version", *SERVICE_PROPERTIES)
host_ports = itertools.count(32_768)


def backend_of(service: Any) -> EC2ContainerServiceBackend:
    return service._backend


def tasks_of(service: Any) -> list[Task]:
    tasks = backend_of(service).tasks.get(service.cluster_name, {})
    return [task for task in tasks.values() if task.group == f"service:{service.name}" and task.desired_status == "RUNNING"]


def deployment_of(service: Any) -> str:
    return json.dumps([getattr(service, name) for name in STARTS_A_DEPLOYMENT], sort_keys=True)


def current_tasks(service: Any) -> list[Task]:
    return [task for task in tasks_of(service) if task.deployment == deployment_of(service)]


def settle(service: Any) -> None:
    """Starts what is missing, then stops what is too much or of another deployment: new tasks come first."""
    wanted = len(instances(service)) if service.scheduling_strategy == "DAEMON" else service.desired_count
    if service.status != "ACTIVE":
        wanted = 0
    current = current_tasks(service)
    outdated = [task for task in tasks_of(service) if task not in current]
    for _ in range(wanted - len(current)):
        if has_place(service):
            start(service)
    for task in outdated + current[wanted:]:
        stop(service, task)
    service.running_count, service.pending_count = len(tasks_of(service)), 0


def instances(service: Any) -> list[Any]:
    """The instances of the cluster: those of all Auto Scaling groups there are, since an emulator has one app."""
    groups = autoscaling_backends[service._account_id][service.region_name].autoscaling_groups.values()
    return [state.instance for group in groups for state in group.instance_states]


def free_instances(service: Any) -> list[Any]:
    """Those with the fewest tasks of the service first."""
    used = [task.instance.id for task in current_tasks(service) if task.instance]
    return sorted(instances(service), key=lambda instance: used.count(instance.id))


def has_place(service: Any) -> bool:
    """Ports of an instance are taken once; tasks of the same service that is updated may have them for a moment, too."""
    definition = backend_of(service).describe_task_definition(service.task_definition)
    mappings = [mapping for container in definition.container_definitions for mapping in container["portMappings"]]
    is_fixed = definition.network_mode == "host" or any(int(mapping.get("hostPort") or 0) for mapping in mappings)
    if definition.network_mode == "awsvpc" or not is_fixed:
        return True
    current = [task.instance.id for task in current_tasks(service)]
    return any(instance.id not in current for instance in instances(service))


def start(service: Any) -> None:
    ecs = backend_of(service)
    definition = ecs.describe_task_definition(service.task_definition)
    task = Task(
        ecs._get_cluster(service.cluster_name), definition, None, {}, ecs, f"service:{service.name}", launch_type=service.launch_type or "",
        networking_configuration=service.network_configuration or None,
    )
    task.entered, task.deployment = [], deployment_of(service)
    place(service, task, definition)
    ecs.tasks.setdefault(service.cluster_name, {})[task.task_arn] = task
    enter(service, task)


def place(service: Any, task: Task, definition: Any) -> None:
    """Tells a task its address and its ports: those of its own interface, or those of an instance."""
    mappings = [mapping for container in definition.container_definitions for mapping in container["portMappings"]]
    if definition.network_mode == "awsvpc":
        details = {detail["name"]: detail["value"] for detail in task.attachments[0]["details"]}
        interface = ec2_backends[service._account_id][service.region_name].enis[details["networkInterfaceId"]]
        interface.private_ip_address, task.ipv6 = addresses_in(interface.subnet)
        task.address, task.interface, task.instance = interface.private_ip_address, interface, None
        task.ports = {int(mapping["containerPort"]): int(mapping["containerPort"]) for mapping in mappings}
        return
    task.instance = free_instances(service)[0]
    task.address, task.interface, task.ipv6 = task.instance.private_ip, None, None
    task.ports = {
        int(mapping["containerPort"]): int(mapping.get("hostPort") or (mapping["containerPort"] if definition.network_mode == "host" else next(host_ports)))
        for mapping in mappings
    }


def addresses_in(subnet: Any) -> tuple[str, str | None]:
    """The next ones of a subnet: moto's are random, and not in it. No address is used again soon."""
    subnet.hosts = getattr(subnet, "hosts", None) or itertools.count(16)
    host = next(subnet.hosts)
    blocks = (subnet.cidr_block, subnet.ipv6_block)
    ipv4, ipv6 = (str(ipaddress.ip_network(block)[host]) if block else None for block in blocks)
    return ipv4, ipv6


def registered_at(service: Any) -> list[tuple[Any, dict[str, Any]]]:
    cloud_map = servicediscovery_backends[service._account_id][service.region_name]
    by_arn = {found.arn: found for found in cloud_map.services.values()}
    return [(by_arn[registry["registryArn"]], registry) for registry in service.service_registries if registry["registryArn"] in by_arn]


def enter(service: Any, task: Task) -> None:
    cloud_map = servicediscovery_backends[service._account_id][service.region_name]
    for name, registry in registered_at(service):
        cloud_map.register_instance(name.id, task.id, task.id, attributes_of(service, task, name, registry))
        task.entered.append(lambda name=name: cloud_map.deregister_instance(name.id, task.id))
    balancers = elbv2_backends[service._account_id][service.region_name]
    for balancer in service.load_balancers:
        group, target = balancer["targetGroupArn"], {"Id": task.address, "Port": task.ports[int(balancer["containerPort"])]}
        balancers.register_targets(group, [target])
        task.entered.append(lambda group=group, target=target: balancers.deregister_targets(group, [target]))


def attributes_of(service: Any, task: Task, name: Any, registry: dict[str, Any]) -> dict[str, str]:
    """What ECS registers: https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html and aws-facts.md, section 2."""
    port = registry.get("port") or (task.ports[int(registry["containerPort"])] if "containerPort" in registry else None)
    return {
        "AWS_INSTANCE_IPV4": task.address,
        **({"AWS_INSTANCE_IPV6": task.ipv6} if task.ipv6 and "AAAA" in record_types(name) else {}),
        **({"AWS_INSTANCE_PORT": str(port)} if port else {}),
        **({"EC2_INSTANCE_ID": task.instance.id} if task.instance else {}),
        "ECS_CLUSTER_NAME": service.cluster_name,
        "ECS_SERVICE_NAME": service.name,
        "ECS_TASK_DEFINITION_FAMILY": task.task_definition_arn.split("/")[-1].split(":")[0],
        "REGION": service.region_name,
    }


def stop(service: Any, task: Task) -> None:
    for leave in task.entered:
        leave()
    task.last_status = task.desired_status = "STOPPED"
    if task.interface:
        ec2_backends[service._account_id][service.region_name].delete_network_interface(task.interface.id)


def update_service(self: Any, service_properties: dict[str, Any]) -> Any:
    service = originals["update_service"](self, service_properties)
    settle(service)
    return service


def delete_service(self: Any, cluster_name: str, service_name: str, force: bool) -> Any:
    service = originals["delete_service"](self, cluster_name, service_name, force)
    settle(service)
    return service


def stop_task(self: Any, cluster_str: str, task_str: str, reason: str) -> Any:
    cluster = self._get_cluster(cluster_str)
    task = next(task for arn, task in self.tasks[cluster.name].items() if arn.endswith(task_str.split("/")[-1]))
    service = next((service for service in self.services.values() if task.group == f"service:{service.name}"), None)
    if service is None:
        return originals["stop_task"](self, cluster_str, task_str, reason)
    stop(service, task)
    settle(service)
    return task


originals = {name: getattr(EC2ContainerServiceBackend, name) for name in ("update_service", "delete_service", "stop_task")}


def install() -> None:
    for patch in (update_service, delete_service, stop_task):
        setattr(EC2ContainerServiceBackend, patch.__name__, patch)
