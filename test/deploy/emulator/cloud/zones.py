"""The zones of Route 53 and what they answer. The records of Cloud Map are those that it puts into the zone of a namespace."""

import os
from typing import Any, Iterator

from moto.route53 import route53_backends
from moto.servicediscovery import servicediscovery_backends

from .cloud_map import ADDRESSES

ACCOUNT = os.environ["MOTO_ACCOUNT_ID"]


def regions() -> list[str]:
    return os.environ["DEPLOYED_REGIONS"].split(",")


def zones() -> list[dict[str, Any]]:
    return [
        {
            "id": zone.resource_id, "name": zone.name, "isPrivate": zone.private_zone, "vpcs": [vpc.get("vpc_id") for vpc in zone.vpcs],
            "nameServers": zone.delegation_set.name_servers if zone.delegation_set else [], "negativeTtl": negative_ttl(zone),
            "records": [*own_records(zone), *cloud_map_records(zone)],
        }
        for zone in route53_backends[ACCOUNT]["aws"].zones.values()
    ]


def namespaces() -> Iterator[tuple[Any, Any]]:
    for region in regions():
        cloud_map = servicediscovery_backends[ACCOUNT][region]
        yield from ((cloud_map, namespace) for namespace in cloud_map.namespaces.values())


def negative_ttl(zone: Any) -> int | None:
    """How long it is remembered that a name of a namespace does not exist, where its SOA says so."""
    found = [ns.dns_properties.get("SOA", {}).get("TTL") for _, ns in namespaces() if ns.dns_properties.get("HostedZoneId") == zone.id]
    return int(found[0]) if found and found[0] is not None else None


def own_records(zone: Any) -> Iterator[dict[str, Any]]:
    for record in zone.rrsets:
        if record.type != "SOA" and not (record.type == "NS" and record.name == zone.name):
            yield {
                "name": record.name, "type": record.type, "ttl": int(record.ttl or 0), "values": record.records or [], "alias": record.alias_target,
                "policy": policy_of(record), "isPrimary": record.failover == "PRIMARY", "region": record.region,
                "healthCheck": record.health_check_id, "isHealthy": True,  # until a test says that its check or its load balancer is down
            }


def policy_of(record: Any) -> str:
    return "FAILOVER" if record.failover else "LATENCY" if record.region else "WEIGHTED" if record.weight else "MULTIVALUE" if record.multi_value_answer else "SIMPLE"


def cloud_map_records(zone: Any) -> Iterator[dict[str, Any]]:
    for cloud_map, namespace in namespaces():
        if namespace.dns_properties.get("HostedZoneId") == zone.id:
            for service in cloud_map.services.values():
                if service.namespace_id == namespace.id:
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
            found = {"name": name, "type": record["Type"], "ttl": record["TTL"], "alias": {"DNSName": alias, "EvaluateTargetHealth": True} if alias else None, **common}
            if record["Type"] == "SRV":
                host = f"{instance.instance_id}.{name}"
                yield {**found, "values": [f"1 1 {instance.attributes['AWS_INSTANCE_PORT']} {host}"]}
                yield {**found, "name": host, "type": "A", "policy": "SIMPLE", "isHealthy": True, "values": [instance.attributes["AWS_INSTANCE_IPV4"]]}
            else:
                yield {**found, "values": [] if alias else [instance.attributes[ADDRESSES[record["Type"]]]]}
