"""All kinds of resources that are made here and not by moto."""

import json
from pathlib import Path
from typing import Any

from moto.cloudformation import parsing

from .balancer_kinds import BALANCER_KINDS
from .cloud_map_kinds import CLOUD_MAP_KINDS
from .ecs_kinds import ECS_KINDS
from .kind import Kind, Made, Place
from .network_kinds import NETWORK_KINDS
from .route53_kinds import ROUTE53_KINDS
from .scaling_kinds import SCALING_KINDS
from .security_group_kinds import SECURITY_GROUP_KINDS

#: Types that are written down and not made, each with the reason, and with the attributes that templates ask for.
RECORDED: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "recorded.json").read_text())


class Recorded(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        name = place.name()
        known = {"region": place.region, "account": place.account, "name": name}
        attributes = RECORDED[self.type].get("attributes", {})
        return Made(name, {attribute: value.format(**known) for attribute, value in attributes.items()})

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        """Nothing was made."""

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        """Nothing was made."""


KINDS: dict[str, Kind] = {
    kind.type: kind
    for kind in [
        *BALANCER_KINDS, *CLOUD_MAP_KINDS, *ECS_KINDS, *NETWORK_KINDS, *ROUTE53_KINDS, *SCALING_KINDS, *SECURITY_GROUP_KINDS,
        *(Recorded(name) for name in RECORDED),
    ]
}


def is_made_by_moto(name: str) -> bool:
    return name in parsing.get_model_map()
