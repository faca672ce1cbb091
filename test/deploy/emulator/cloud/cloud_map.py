"""AWS Cloud Map, where moto accepts what AWS refuses, or answers otherwise. The refusals are those of the API reference of Cloud Map."""

import re
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.route53 import route53_backends
from moto.servicediscovery.models import ServiceDiscoveryBackend

LABEL = r"(?:[a-zA-Z0-9_][a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9])"
SERVICE_NAME = re.compile(rf"(?=.{{1,127}}$){LABEL}(?:\.{LABEL})*|\.")
PUBLIC_NAME = re.compile(r"(?=.{1,253}$)(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?")
ADDRESSES = {"A": "AWS_INSTANCE_IPV4", "AAAA": "AWS_INSTANCE_IPV6", "CNAME": "AWS_INSTANCE_CNAME", "SRV": "AWS_INSTANCE_PORT"}


def fail(error: str, text: str) -> None:
    raise JsonRESTError(error, text)


def record_types(service: Any) -> list[str]:
    return [record["Type"] for record in (service.dns_config or {}).get("DnsRecords", [])]


def create_private_dns_namespace(self: Any, name: str, creator_request_id: str, description: str, vpc: str, tags: Any, properties: Any) -> str:
    if any(ns.type == "DNS_PRIVATE" and ns.vpc == vpc and ns.name == name for ns in self.namespaces.values()):
        fail("ConflictingDomainExists", f"VPC {vpc} has a namespace of the name {name} already.")
    others = {ns.id: ns.vpc for ns in self.namespaces.values()}
    for ns in self.namespaces.values():
        ns.vpc = None  # moto takes one namespace for each VPC; AWS takes one for each name and VPC
    try:
        operation = originals["create_private_dns_namespace"](self, name, creator_request_id, description, vpc, tags, properties)
    finally:
        for namespace_id, other in others.items():
            self.namespaces[namespace_id].vpc = other
    own_the_zone(self, name, vpc)
    return operation


def create_public_dns_namespace(self: Any, name: str, *rest: Any, **named: Any) -> str:
    if not PUBLIC_NAME.fullmatch(name):
        fail("InvalidInput", f"{name} is not a name of a public domain.")
    if name == "example.com" or name.endswith(".example.com"):
        fail("InvalidInput", f"{name} is reserved by AWS (CANNOT_CREATE_HOSTED_ZONE).")
    operation = originals["create_public_dns_namespace"](self, name, *rest, **named)
    own_the_zone(self, name, None)
    return operation


def own_the_zone(self: Any, name: str, vpc: str | None) -> None:
    namespace = [ns for ns in self.namespaces.values() if ns.name == name][-1]
    zone = route53_backends[self.account_id]["aws"].get_hosted_zone(namespace.dns_properties["HostedZoneId"])
    zone.name = f"{name}."
    if vpc:
        zone.add_vpc(vpc, self.region_name)


def delete_namespace(self: Any, namespace_id: str) -> str:
    namespace = self.get_namespace(namespace_id)
    if any(service.namespace_id == namespace_id for service in self.services.values()):
        fail("ResourceInUse", f"Namespace {namespace.name} has associated services.")
    zone_id = namespace.dns_properties.get("HostedZoneId")
    operation = originals["delete_namespace"](self, namespace_id)
    if zone_id:
        route53_backends[self.account_id]["aws"].delete_hosted_zone(zone_id)
    return operation


def create_service(self: Any, name: str, namespace_id: str, *rest: Any, **named: Any) -> Any:
    namespace = self.get_namespace(namespace_id)
    if any(s.namespace_id == namespace_id and s.name.lower() == name.lower() for s in self.services.values()):
        fail("ServiceAlreadyExists", f"Service already exists: {name}.")
    service = originals["create_service"](self, name, namespace_id, *rest, **named)
    try:
        check_service(namespace, service)
    except JsonRESTError:
        del self.services[service.id]
        raise
    return service


def check_service(namespace: Any, service: Any) -> None:
    types, check = record_types(service), service.health_check_config
    if not SERVICE_NAME.fullmatch(service.name):
        fail("InvalidInput", f"{service.name} is not a name that a service can have.")
    if types and namespace.type == "HTTP":
        fail("InvalidInput", "DNS configuration is not supported in an HTTP namespace.")
    if check and service.health_check_custom_config is not None:
        fail("InvalidInput", "Only one of HealthCheckConfig and HealthCheckCustomConfig can be specified.")
    if check and namespace.type == "DNS_PRIVATE":
        fail("InvalidInput", "HealthCheckConfig is supported in public DNS and HTTP namespaces only.")
    if check and "CNAME" in types:
        fail("InvalidInput", "HealthCheckConfig is not supported with CNAME records.")
    check_health_check(check or {})
    check_ttl(service.dns_config)
    if len(set(types)) < len(types) or ("CNAME" in types and len(types) > 1):
        fail("InvalidInput", f"The records {', '.join(types)} cannot be created in one service.")
    if "CNAME" in types and service.dns_config.get("RoutingPolicy", "MULTIVALUE") != "WEIGHTED":
        fail("InvalidInput", "CNAME records need the routing policy WEIGHTED.")


def check_health_check(check: dict[str, Any]) -> None:
    if check.get("Type") == "TCP" and check.get("ResourcePath"):
        fail("InvalidInput", "ResourcePath is not supported for health checks of type TCP.")
    if not 1 <= int(check.get("FailureThreshold", 1)) <= 10:
        fail("InvalidInput", f"FailureThreshold must be from 1 to 10, and not {check['FailureThreshold']}.")


def check_ttl(dns_config: dict[str, Any] | None) -> None:
    for record in (dns_config or {}).get("DnsRecords", []):
        if not 0 <= int(record["TTL"]) <= 2_147_483_647:
            fail("InvalidInput", f"The TTL of a record must be from 0 to 2147483647, and not {record['TTL']}.")


def update_service(self: Any, service_id: str, details: dict[str, Any]) -> str:
    service = self.get_service(service_id)
    records = (details.get("DnsConfig") or {}).get("DnsRecords")
    if service.dns_config and records is not None and {r["Type"] for r in records} != set(record_types(service)):
        fail("InvalidInput", "The types of the records of a service cannot be changed.")
    check_ttl(details.get("DnsConfig"))
    check = details.get("HealthCheckConfig") or {}
    check_health_check(check)
    if service.health_check_config and check and check["Type"] != service.health_check_config["Type"]:
        fail("InvalidInput", "Type of health check cannot be changed")
    return originals["update_service"](self, service_id, details)


def delete_service(self: Any, service_id: str) -> None:
    if self.get_service(service_id).instances:
        fail("ResourceInUse", "Service contains registered instances; delete the instances before deleting the service")
    originals["delete_service"](self, service_id)


def register_instance(self: Any, service_id: str, instance_id: str, creator_request_id: str, attributes: dict[str, str]) -> str:
    service = self.get_service(service_id)
    alias = "AWS_ALIAS_DNS_NAME" in attributes
    lacking = [ADDRESSES[kind] for kind in record_types(service) if ADDRESSES[kind] not in attributes]
    if lacking and not alias:
        fail("InvalidInput", f"The attribute {lacking[0]} is required by the records of the service.")
    if alias and service.dns_config.get("RoutingPolicy", "MULTIVALUE") != "WEIGHTED":
        fail("InvalidInput", "AWS_ALIAS_DNS_NAME needs a service with the routing policy WEIGHTED.")
    service.instances[:] = [instance for instance in service.instances if instance.instance_id != instance_id]
    return originals["register_instance"](self, service_id, instance_id, creator_request_id, attributes)


def update_instance_custom_health_status(self: Any, service_id: str, instance_id: str, status: str) -> None:
    if self.get_service(service_id).health_check_custom_config is None:
        fail("CustomHealthNotFound", f"Service {service_id} has no custom health check.")
    originals["update_instance_custom_health_status"](self, service_id, instance_id, status)


PATCHES = (
    create_private_dns_namespace, create_public_dns_namespace, delete_namespace, create_service, update_service, delete_service,
    register_instance, update_instance_custom_health_status,
)
originals = {patch.__name__: getattr(ServiceDiscoveryBackend, patch.__name__) for patch in PATCHES}


def install() -> None:
    for patch in PATCHES:
        setattr(ServiceDiscoveryBackend, patch.__name__, patch)
