"""AWS::ServiceDiscovery::*, made by the API of Cloud Map. What replaces is what the CloudFormation reference says."""

import json
from typing import Any

from moto.route53 import route53_backends
from moto.servicediscovery import servicediscovery_backends

from .kind import Kind, Made, Place, refuse


def backend(place: Place) -> Any:
    return servicediscovery_backends[place.account][place.region]


def tags(properties: dict[str, Any]) -> list[dict[str, str]]:
    return properties.get("Tags", [])


class Namespace(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        cloud_map, name, common = backend(place), properties["Name"], (place.logical_id, properties.get("Description", ""))
        dns = {"DnsProperties": self.dns(properties)}
        if self.type.endswith("HttpNamespace"):
            cloud_map.create_http_namespace(name, *common, tags(properties))
        elif self.type.endswith("PublicDnsNamespace"):
            cloud_map.create_public_dns_namespace(name, *common, tags(properties), dns)
        else:
            cloud_map.create_private_dns_namespace(name, *common, properties["Vpc"], tags(properties), dns)
        namespace = list(cloud_map.namespaces.values())[-1]
        zone_id = namespace.dns_properties.get("HostedZoneId", "").replace("/hostedzone/", "")
        return Made(namespace.id, {"Id": namespace.id, "Arn": namespace.arn, "HostedZoneId": zone_id})

    def dns(self, properties: dict[str, Any]) -> dict[str, Any]:
        return dict(properties.get("Properties", {}).get("DnsProperties", {}))

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        namespace = backend(place).get_namespace(made.physical_resource_id)
        namespace.description = properties.get("Description", "")
        # What Cloud Map made stays: moto keeps the zone's id beside the SOA.
        kept = {name: value for name, value in namespace.dns_properties.items() if name == "HostedZoneId"}
        namespace.dns_properties = {**self.dns(properties), **kept}

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        backend(place).delete_namespace(made.physical_resource_id)


class Service(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        dns = properties.get("DnsConfig")
        namespace_id = properties.get("NamespaceId") or (dns or {}).get("NamespaceId")
        if not namespace_id:
            refuse("NamespaceId is required.")
        records = dns and {**dns, "DnsRecords": [{**record, "TTL": int(record["TTL"])} for record in dns["DnsRecords"]]}
        service = backend(place).create_service(
            properties.get("Name") or place.name(), namespace_id, place.logical_id, properties.get("Description", ""), records,
            properties.get("HealthCheckConfig"), properties.get("HealthCheckCustomConfig"), tags(properties), properties.get("Type"),
        )
        service.attributes = properties.get("ServiceAttributes", {})
        return Made(service.id, {"Id": service.id, "Arn": service.arn, "Name": service.name})

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        details = {name: properties[name] for name in ("Description", "DnsConfig", "HealthCheckConfig") if name in properties}
        backend(place).update_service(made.physical_resource_id, json.loads(json.dumps(details)))

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        backend(place).delete_service(made.physical_resource_id)


class Instance(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        instance_id = properties.get("InstanceId") or place.name()
        backend(place).register_instance(properties["ServiceId"], instance_id, place.logical_id, properties["InstanceAttributes"])
        return Made(instance_id)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        backend(place).deregister_instance(properties["ServiceId"], made.physical_resource_id)

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        backend(place).register_instance(properties["ServiceId"], made.physical_resource_id, place.logical_id, properties["InstanceAttributes"])


class NameServers(Kind):
    """The custom resource of a delegation: it reads the name servers of the namespace's zone, as its Lambda function would."""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        zone_id = json.loads(properties["Create"])["parameters"]["Id"]
        servers = route53_backends[place.account]["aws"].get_hosted_zone(zone_id).delegation_set.name_servers
        return Made(place.name(), {f"DelegationSet.NameServers.{index}": server for index, server in enumerate(servers)})

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        """There is nothing to be deleted."""


CLOUD_MAP_KINDS = [
    Namespace("AWS::ServiceDiscovery::PrivateDnsNamespace", ("Name", "Vpc")),
    Namespace("AWS::ServiceDiscovery::PublicDnsNamespace", ("Name",)),
    Namespace("AWS::ServiceDiscovery::HttpNamespace", ("Name",)),
    Service("AWS::ServiceDiscovery::Service", ("Name", "NamespaceId", "HealthCheckCustomConfig", "Type")),
    Instance("AWS::ServiceDiscovery::Instance", ("InstanceId", "ServiceId")),
    NameServers("Custom::DiscoveryNameServers", ("*",)),
]
