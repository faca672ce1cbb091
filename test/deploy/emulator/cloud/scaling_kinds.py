"""Alarms and Application Auto Scaling: what they refer to must be there."""

from typing import Any

from moto.ecs import ecs_backends

from .ecs_tasks import settle
from .kind import Kind, Made, Place, refuse

#: The alarms of the account, by Region and name: Route 53 looks for them.
ALARMS: set[tuple[str, str]] = set()


class Alarm(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        name = properties.get("AlarmName") or place.name()
        if (place.region, name) in ALARMS:
            refuse(f"{name} already exists")
        ALARMS.add((place.region, name))
        return Made(name, {"Arn": place.arn("cloudwatch", f"alarm:{name}")})

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        """Nothing is measured here."""

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        ALARMS.discard((place.region, made.physical_resource_id))


class ScalableTarget(Kind):
    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        _, cluster, service = properties["ResourceId"].split("/")
        services = ecs_backends[place.account][place.region].services
        if f"{cluster}:{service}" not in services:
            refuse(f"ECS service doesn't exist: {properties['ResourceId']}")
        self.keep_within(services[f"{cluster}:{service}"], properties)
        return Made(f"{properties['ResourceId']}|{properties['ScalableDimension']}|ecs")

    def keep_within(self, service: Any, properties: dict[str, Any]) -> None:
        low, high = int(properties["MinCapacity"]), int(properties["MaxCapacity"])
        if low > high:
            refuse(f"Maximum capacity cannot be less than minimum capacity ({high} < {low})")
        service.desired_count = min(max(service.desired_count, low), high)
        settle(service)

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        _, cluster, service = properties["ResourceId"].split("/")
        self.keep_within(ecs_backends[place.account][place.region].services[f"{cluster}:{service}"], properties)

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        """The service keeps its tasks."""


SCALING_KINDS = [
    Alarm("AWS::CloudWatch::Alarm", ("AlarmName",)),
    ScalableTarget("AWS::ApplicationAutoScaling::ScalableTarget", ("ResourceId", "ScalableDimension", "ServiceNamespace")),
]
