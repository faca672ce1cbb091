"""What examples take as given, because somebody made it before: zones of a company, and a namespace of another tool."""

import os

from moto.route53 import route53_backends
from moto.route53.models import FakeZone
from moto.servicediscovery import servicediscovery_backends
from moto.servicediscovery.models import Namespace

ZONES = {"Z1234567890ABC": "public-service.com.", "Z0123456789ABCDEFGHIJ": "public-service.com.", "Z1234567890DEF": "shop.example.org."}
NAMESPACE = ("ns-0123456789abcdef", "legacy.internal")


def install() -> None:
    account, region = os.environ["MOTO_ACCOUNT_ID"], os.environ["AWS_REGION"]
    for zone_id, name in ZONES.items():
        route53_backends[account]["aws"].zones[zone_id] = FakeZone(name, zone_id, False, zone_id)
    namespace = Namespace(account, region, NAMESPACE[1], "DNS_PRIVATE", "given", "", {}, {}, vpc="vpc-given")
    namespace.id = NAMESPACE[0]
    servicediscovery_backends[account][region].namespaces[namespace.id] = namespace
