"""AWS::ECS::*, with all of their properties, and with what ECS refuses at registration."""

from typing import Any

from moto.ecs import ecs_backends
from moto.ecs.models import CapacityProvider
from moto.elbv2 import elbv2_backends
from moto.servicediscovery import servicediscovery_backends

from .cloud_map import record_types
from .ecs_tasks import SERVICE_PROPERTIES, settle
from .kind import Kind, Made, Place, refuse

#: Maps whose keys are the user's own.
FREE_KEYS = ("Options", "DockerLabels", "Tags")


def backend(place: Place) -> Any:
    return ecs_backends[place.account][place.region]


def for_api(value: Any) -> Any:
    """From the names of CloudFormation to those of the API of ECS."""
    if isinstance(value, list):
        return [for_api(item) for item in value]
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: item if name in FREE_KEYS else for_api(item) for name, item in value.items()}
    return value


class TaskDefinition(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        api = for_api(properties)
        fargate = "FARGATE" in api.get("requiresCompatibilities", [])
        if fargate and (api.get("networkMode") != "awsvpc" or not api.get("cpu") or not api.get("memory")):
            refuse("Fargate requires network mode awsvpc, and CPU and memory of the task.")
        definition = backend(place).register_task_definition(
            api.get("family") or f"{place.stack}{place.logical_id}", api["containerDefinitions"], network_mode=api.get("networkMode"),
            requires_compatibilities=api.get("requiresCompatibilities"), cpu=api.get("cpu"), memory=api.get("memory"),
            task_role_arn=api.get("taskRoleArn"), execution_role_arn=api.get("executionRoleArn"), runtime_platform=api.get("runtimePlatform"),
        )
        definition.network_mode = api.get("networkMode") or "bridge"
        return Made(definition.arn, {"TaskDefinitionArn": definition.arn})

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        backend(place).deregister_task_definition(made.physical_resource_id)


class Service(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        ecs = backend(place)
        cluster = ecs._get_cluster(properties.get("Cluster", "default"))
        name = properties.get("ServiceName") or place.name()
        if any(s.cluster_arn == cluster.arn and s.name == name and s.status == "ACTIVE" for s in ecs.services.values()):
            refuse(f"Creation of service was not idempotent. ({name})")
        self.check(place, properties)
        strategies = properties.get("CapacityProviderStrategy", [])
        service = ecs.create_service(
            cluster.name, name, 0, properties["TaskDefinition"], scheduling_strategy=properties.get("SchedulingStrategy"),
            launch_type=None if strategies else properties.get("LaunchType"), tags=for_api(properties.get("Tags", [])),
            network_configuration=self.network(properties), platform_version=properties.get("PlatformVersion"),
        )
        service.desired_count = int(properties.get("DesiredCount", 1))
        made = Made(service.arn, {"Name": service.name, "ServiceArn": service.arn}, service)
        try:
            self.take(service, properties)
        except Exception:
            self.delete(place, made, properties)  # its tasks cannot be started
            raise
        return made

    def network(self, properties: dict[str, Any]) -> dict[str, Any] | None:
        found = properties.get("NetworkConfiguration", {}).get("AwsvpcConfiguration")
        return found and {"awsvpcConfiguration": {"securityGroups": [], **for_api(found)}}

    def take(self, service: Any, properties: dict[str, Any]) -> None:
        """What an update does not name stays as it is: https://github.com/aws/containers-roadmap/issues/1746"""
        for attribute, name in SERVICE_PROPERTIES.items():
            if name in properties or not hasattr(service, attribute):
                setattr(service, attribute, for_api(properties.get(name, [])))
        settle(service)

    def check(self, place: Place, properties: dict[str, Any]) -> None:
        definition = backend(place).describe_task_definition(properties["TaskDefinition"])
        is_awsvpc = definition.network_mode == "awsvpc"
        if is_awsvpc and not properties.get("NetworkConfiguration"):
            refuse("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
        registries = properties.get("ServiceRegistries", [])
        if len(registries) > 1:
            refuse("The serviceRegistries value must have at most one service registry.")
        for registry in registries:
            self.check_registry(place, registry, definition)
        for balancer in properties.get("LoadBalancers", []):
            self.check_target_group(place, balancer["TargetGroupArn"], is_awsvpc)
        self.check_service_connect(place, properties, definition)

    def check_target_group(self, place: Place, arn: str, is_awsvpc: bool) -> None:
        group = elbv2_backends[place.account][place.region].target_groups.get(arn)
        if group is None or not group.load_balancer_arns:
            refuse(f"The target group with targetGroupArn {arn} does not have an associated load balancer.")
        if is_awsvpc and group.target_type == "instance":
            refuse(f"The provided target group {arn} has target type instance, which is incompatible with the awsvpc network mode of the task definition.")

    def check_registry(self, place: Place, registry: dict[str, Any], definition: Any) -> None:
        cloud_map = servicediscovery_backends[place.account][place.region]
        found = [service for service in cloud_map.services.values() if service.arn == registry["RegistryArn"]]
        if not found:
            refuse(f"Service registry {registry['RegistryArn']} does not exist.")
        types, named = record_types(found[0]), "ContainerName" in registry and "ContainerPort" in registry
        if definition.network_mode != "awsvpc":
            if "A" in types or "AAAA" in types:
                refuse("Host and bridge network modes support SRV records only.")
            if not named:
                refuse("When specifying 'host' or 'bridge' for networkMode, values for 'containerName' and 'containerPort' must be specified.")
        if "Port" in registry and ("ContainerName" in registry or "ContainerPort" in registry):
            refuse("A service registry has a port, or a container name and a container port, and not both.")
        if "SRV" in types and not named and "Port" not in registry:
            refuse("SRV records need a port, or a container name and a container port.")
        if named and int(registry["ContainerPort"]) not in ports_of(definition, registry["ContainerName"]):
            refuse(f"The container {registry['ContainerName']} did not have a container port {registry['ContainerPort']} defined.")

    def check_service_connect(self, place: Place, properties: dict[str, Any], definition: Any) -> None:
        connect = properties.get("ServiceConnectConfiguration", {})
        if connect.get("Enabled") not in (True, "true"):
            return
        if definition.network_mode == "host":
            refuse("Service Connect does not support the host network mode.")
        cloud_map = servicediscovery_backends[place.account][place.region]
        if not any(connect.get("Namespace") in (ns.arn, ns.name) for ns in cloud_map.namespaces.values()):
            refuse(f"Namespace {connect.get('Namespace')} was not found.")
        names = {mapping.get("name") for container in definition.container_definitions for mapping in container["portMappings"]}
        for service in connect.get("Services", []):
            if service["PortName"] not in names:
                refuse(f"portName {service['PortName']} is not in the task definition.")
            discovery_name = service.get("DiscoveryName", service["PortName"])
            namespace = next(ns.id for ns in cloud_map.namespaces.values() if connect["Namespace"] in (ns.arn, ns.name))
            if any(s.namespace_id == namespace and s.name == discovery_name for s in cloud_map.services.values()):
                refuse(f"The namespace has a Cloud Map service {discovery_name} that Service Connect did not make.")

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        self.check(place, properties)
        service = made.value
        service.task_definition, service.platform_version = properties["TaskDefinition"], properties.get("PlatformVersion")
        service.network_configuration = self.network(properties) or {}
        if "DesiredCount" in properties:
            service.desired_count = int(properties["DesiredCount"])
        self.take(service, properties)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        made.value.desired_count = 0
        backend(place).delete_service(made.value.cluster_name, made.value.name, True)
        backend(place).services.pop(f"{made.value.cluster_name}:{made.value.name}")


def ports_of(definition: Any, container: str) -> list[int]:
    return [int(mapping["containerPort"]) for found in definition.container_definitions if found["name"] == container for mapping in found["portMappings"]]


class Provider(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        name = properties.get("Name") or place.name()
        group = for_api(properties.get("AutoScalingGroupProvider"))
        backend(place).capacity_providers[name] = CapacityProvider(place.account, place.region, name, group or {}, []) if group else None
        return Made(name)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        del backend(place).capacity_providers[made.physical_resource_id]


class Associations(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        cluster = backend(place)._get_cluster(properties["Cluster"])
        cluster.capacity_providers = properties["CapacityProviders"]
        return Made(cluster.name)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        backend(place)._get_cluster(properties["Cluster"]).capacity_providers = []


ECS_KINDS = [
    TaskDefinition("AWS::ECS::TaskDefinition", ("*",)),
    Service("AWS::ECS::Service", ("Cluster", "Role", "SchedulingStrategy", "ServiceName")),
    Provider("AWS::ECS::CapacityProvider", ("AutoScalingGroupProvider/AutoScalingGroupArn", "Name", "ClusterName")),
    Associations("AWS::ECS::ClusterCapacityProviderAssociations", ("Cluster",)),
]
