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

#: Types that are written down and not made, each with the reason.
RECORDED: dict[str, str] = json.loads((Path(__file__).parent / "recorded.json").read_text())


class AnyAttributes(dict):
    """What is not made has whatever attribute is asked for."""

    def __init__(self, place: Place):
        super().__init__()
        self.place = place

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return self.place.arn("recorded", self.place.logical_id) if name.endswith("Arn") else f"{self.place.logical_id}.{name}".lower()


class Recorded(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        return Made(place.name(), AnyAttributes(place))

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> Made:
        return made

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
