"""Health checks and records of Route 53, with what it refuses. moto forgets parts of both."""

import ipaddress
import uuid
from typing import Any

from moto.route53 import route53_backends

from .kind import Kind, Made, Place, refuse
from .scaling_kinds import ALARMS

#: The health checks of the account, by id.
HEALTH_CHECKS: dict[str, dict[str, Any]] = {}


class HealthCheck(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        config = properties["HealthCheckConfig"]
        alarm = config.get("AlarmIdentifier")
        if config["Type"] == "CLOUDWATCH_METRIC" and not alarm:
            refuse("CLOUDWATCH_METRIC needs an AlarmIdentifier.")
        if alarm and (alarm["Region"], alarm["Name"]) not in ALARMS:
            refuse(f"The alarm {alarm['Name']} was not found in {alarm['Region']}.")
        if config.get("IPAddress") and ipaddress.ip_address(config["IPAddress"]).is_private and not config["IPAddress"].startswith("127."):
            refuse(f"Route 53 cannot check {config['IPAddress']}: it is not on the internet.")
        lacking = [child for child in config.get("ChildHealthChecks", []) if child not in HEALTH_CHECKS]
        if lacking:
            refuse(f"No such health check: {', '.join(lacking)}")
        made = Made(str(uuid.uuid4()))
        made.attributes["HealthCheckId"] = made.physical_resource_id
        HEALTH_CHECKS[made.physical_resource_id] = config
        return made

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        zones = route53_backends[place.account]["aws"].zones.values()
        users = [record.name for zone in zones for record in zone.rrsets if record.health_check_id == made.physical_resource_id]
        if users:
            refuse(f"The health check is in use by {', '.join(users)}")
        del HEALTH_CHECKS[made.physical_resource_id]


class RecordSet(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        zone = zone_of(place, properties)
        name = f"{properties['Name'].rstrip('.')}."
        if not name.endswith(f".{zone.name}") and name != zone.name:
            refuse(f"RRSet with DNS name {name} is not permitted in zone {zone.name}")
        same = [record for record in zone.rrsets if record.name == name and record.type == properties["Type"]]
        if any(record.set_identifier == properties.get("SetIdentifier") for record in same):
            refuse(f"Tried to create resource record set {name} {properties['Type']} but it already exists")
        if any(bool(record.set_identifier) != ("SetIdentifier" in properties) for record in same):
            refuse(f"RRSet {name} with and without a set identifier conflict")
        if any(record.name == name and "CNAME" in (record.type, properties["Type"]) and record not in same for record in zone.rrsets):
            refuse(f"RRSet of type CNAME with DNS name {name} is not permitted beside other records")
        check = properties.get("HealthCheckId")
        if check and check not in HEALTH_CHECKS:
            refuse(f"No such health check: {check}")
        return Made(name.rstrip("."), value=zone.add_rrset({**properties, "Name": name, "HostedZoneId": zone.resource_id}))

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        zone_of(place, properties).rrsets.remove(made.value)


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
    HealthCheck("AWS::Route53::HealthCheck", ("*",)),
    HostedZone("AWS::Route53::HostedZone", ("Name",)),
    RecordSet("AWS::Route53::RecordSet", ("*",)),
]
