"""A kind of resource that CloudFormation makes: how it is made, changed and deleted."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.core.common_models import CloudFormationModel


def refuse(text: str):
    """What AWS documents as refused is refused here, in the words of the service where they are known."""
    raise ValidationError(message=text)


@dataclass(frozen=True)
class Place:
    """Where a resource is made."""

    account: str
    region: str
    stack: str
    stack_id: str
    logical_id: str

    def name(self) -> str:
        """As CloudFormation names what has no name of its own."""
        return f"{self.stack}-{self.logical_id}-{uuid.uuid4().hex[:12].upper()}"

    def arn(self, service: str, resource: str) -> str:
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"


class Made(CloudFormationModel):
    """A resource that was made, as moto's stacks hold it."""

    def __init__(self, physical_id: str, attributes: dict[str, Any] | None = None, value: Any = None):
        self.physical_resource_id = physical_id
        self.attributes = {} if attributes is None else attributes
        self.value = value

    def is_created(self) -> bool:
        return True

    def get_cfn_attribute(self, name: str) -> Any:
        if name not in self.attributes:
            refuse(f"Requested attribute {name} does not exist in schema for {self.cf_resource_type}")
        return self.attributes[name]


@dataclass
class Kind:
    """Its `replaces` are the properties whose change makes a new resource: the `createOnlyProperties` of its schema in the CloudFormation registry."""

    type: str
    replaces: tuple[str, ...] = field(default_factory=tuple)

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        raise NotImplementedError

    def update(self, place: Place, made: Made, old: dict[str, Any], properties: dict[str, Any]) -> None:
        raise NotImplementedError

    def is_changed_in_place(self) -> bool:
        return type(self).update is not Kind.update

    def delete(self, place: Place, made: Made, properties: dict[str, Any]) -> None:
        raise NotImplementedError
