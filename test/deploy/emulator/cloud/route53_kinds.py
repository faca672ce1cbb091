"""Health checks and records of Route 53, with what it refuses. moto forgets parts of both."""

import ipaddress
import uuid
from typing import Any

from moto.route53 import route53_backends
from moto.servicediscovery import servicediscovery_backends

from .kind import Kind, Made, Place, refuse
from .scaling_kinds import ALARMS

#: The health checks of the account, by id.
HEALTH_CHECKS: dict[str, dict[str, Any]] = {}
#: Route 53 checks from three Regions at least, each 10 or 30 seconds.
INTERVALS, LEAST_REGIONS = (10, 30), 3


class HealthCheck(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        self.check(properties["HealthCheckConfig"])
        made = Made(str(uuid.uuid4()))
        made.attributes["HealthCheckId"] = made.physical_resource_id
        HEALTH_CHECKS[made.physical_resource_id] = properties["HealthCheckConfig"]
        return made

    def check(self, config: dict[str, Any]) -> None:
        alarm = config.get("AlarmIdentifier")
        if config["Type"] == "CLOUDWATCH_METRIC" and not alarm:
            refuse("CLOUDWATCH_METRIC needs an AlarmIdentifier.")
        if alarm and (alarm["Region"], alarm["Name"]) not in ALARMS:
            refuse(f"The alarm {alarm['Name']} was not found in {alarm['Region']}.")
        if config.get("IPAddress") and ipaddress.ip_address(config["IPAddress"]).is_private:
            refuse(f"Route 53 cannot check {config['IPAddress']}: it is not on the internet.")
        if int(config.get("RequestInterval", INTERVALS[0])) not in INTERVALS:
            refuse(f"RequestInterval must be 10 or 30, and not {config['RequestInterval']}.")
        if "Regions" in config and len(config["Regions"]) < LEAST_REGIONS:
            refuse(f"A health check needs {LEAST_REGIONS} Regions at least, and has {len(config['Regions'])}.")
        lacking = [child for child in config.get("ChildHealthChecks", []) if child not in HEALTH_CHECKS]
        if lacking:
            refuse(f"No such health check: {', '.join(lacking)}")

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        self.check(properties["HealthCheckConfig"])
        HEALTH_CHECKS[made.physical_resource_id] = properties["HealthCheckConfig"]

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        zones = route53_backends[place.account]["aws"].zones.values()
        users = [record.name for zone in zones for record in zone.rrsets if record.health_check_id == made.physical_resource_id]
        if users:
            refuse(f"The health check is in use by {', '.join(users)}")
        del HEALTH_CHECKS[made.physical_resource_id]


class RecordSet(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        zone, name = zone_of(place, properties), f"{properties['Name'].rstrip('.')}."
        self.check_zone(place, zone, name)
        self.check_others(zone.rrsets, name, properties)
        check = properties.get("HealthCheckId")
        if check and check not in HEALTH_CHECKS:
            refuse(f"No such health check: {check}")
        return Made(name.rstrip("."), value=zone.add_rrset({**properties, "Name": name, "HostedZoneId": zone.resource_id}))

    def check_zone(self, place: Place, zone: Any, name: str) -> None:
        for cloud_map in servicediscovery_backends[place.account].values():
            owner = next((ns for ns in cloud_map.namespaces.values() if ns.dns_properties.get("HostedZoneId") == zone.id), None)
            if owner:
                refuse(f"The resource hostedzone/{zone.resource_id} can only be managed through AWS Cloud Map ({owner.arn})")
        if not name.endswith(f".{zone.name}") and name != zone.name:
            refuse(f"RRSet with DNS name {name} is not permitted in zone {zone.name}")

    def check_others(self, records: list[Any], name: str, properties: dict[str, Any]) -> None:
        same = [record for record in records if record.name == name and record.type == properties["Type"]]
        if any(record.set_identifier == properties.get("SetIdentifier") for record in same):
            refuse(f"Tried to create resource record set {name} {properties['Type']} but it already exists")
        if any(bool(record.set_identifier) != ("SetIdentifier" in properties) for record in same):
            refuse(f"RRSet {name} with and without a set identifier conflict")
        if any(record.name == name and "CNAME" in (record.type, properties["Type"]) and record not in same for record in records):
            refuse(f"RRSet of type CNAME with DNS name {name} is not permitted beside other records")

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        self.delete(place, made, old)
        made.value = self.create(place, properties).value

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        records = zone_of(place, properties).rrsets
        records[:] = [record for record in records if record is not made.value]


def zone_of(place: Place, properties: dict[str, Any]) -> Any:
    backend = route53_backends[place.account]["aws"]
    if "HostedZoneId" in properties:
        return backend.get_hosted_zone(properties["HostedZoneId"])
    found = [zone for zone in backend.zones.values() if zone.name == properties["HostedZoneName"]]
    if len(found) != 1:
        refuse(f"{len(found)} hosted zones are named {properties['HostedZoneName']}")
    return found[0]


class HostedZone(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        backend = route53_backends[place.account]["aws"]
        vpcs = properties.get("VPCs", [])
        zone = backend.create_hosted_zone(f"{properties['Name'].rstrip('.')}.", private_zone=bool(vpcs))
        for vpc in vpcs:
            zone.add_vpc(vpc["VPCId"], vpc["VPCRegion"])
        return Made(zone.resource_id, {"Id": zone.resource_id, "NameServers": zone.delegation_set.name_servers})

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        route53_backends[place.account]["aws"].delete_hosted_zone(made.physical_resource_id)


ROUTE53_KINDS = [
    HealthCheck("AWS::Route53::HealthCheck", ("HealthCheckConfig/Type", "HealthCheckConfig/MeasureLatency", "HealthCheckConfig/RequestInterval")),
    HostedZone("AWS::Route53::HostedZone", ("Name", "DelegationSetId")),
    RecordSet("AWS::Route53::RecordSet", ("HostedZoneId", "HostedZoneName", "Name")),
]
