"""Stacks as CloudFormation makes them: after what they depend on, replaced where it says so, and deleted in reverse.

What no dependency orders is made in the reverse order of the template: whoever relies on the order of a template fails here, as they may on AWS.
"""

import copy
import re
from typing import Any, Callable

from moto.cloudformation import models, parsing

from .kind import Place, refuse
from .moto_kinds import MOTO_DELETES
from .resource_kinds import KINDS


def references(value: Any) -> set[str]:
    """The names that a part of a template refers to."""
    if isinstance(value, list):
        return set().union(*map(references, value))
    if not isinstance(value, dict):
        return set()
    found = set().union(*map(references, value.values()))
    if "Ref" in value:
        found.add(value["Ref"])
    if "Fn::GetAtt" in value:
        found.add(value["Fn::GetAtt"][0])
    if "Fn::Sub" in value:
        template = value["Fn::Sub"][0] if isinstance(value["Fn::Sub"], list) else value["Fn::Sub"]
        found.update(re.findall(r"\$\{([A-Za-z0-9]+)", template))
    return found


def dependencies(resource: dict[str, Any]) -> set[str]:
    named = resource.get("DependsOn", [])
    return references(resource.get("Properties", {})) | set([named] if isinstance(named, str) else named)


def in_order(resources: dict[str, Any]) -> list[str]:
    """Logical ids, each after what it depends on."""
    waiting = {name: dependencies(resource) & resources.keys() - {name} for name, resource in resources.items()}
    ordered: list[str] = []
    while waiting:
        ready = [name for name in reversed(list(waiting)) if not waiting[name] & waiting.keys()]
        if not ready:
            refuse(f"Circular dependency between resources: [{', '.join(waiting)}]")
        ordered.append(ready[0])
        del waiting[ready[0]]
    return ordered


#: What is there, by stack, logical id and physical id: made, and not deleted. What is retained or left over stays in it.
REMAINING: dict[tuple[str, str, str], str] = {}


def value_at(properties: Any, path: str) -> Any:
    """Of a path such as `HealthCheckConfig/Type`."""
    for name in path.split("/"):
        properties = properties.get(name) if isinstance(properties, dict) else None
    return properties


class Engine:
    """One operation on a stack: what it did can be undone, and what it replaced is deleted at its end."""

    def __init__(self, resource_map: parsing.ResourceMap):
        self.map = resource_map
        self.steps_back: list[Callable[[], None]] = []
        self.replaced: list[tuple[str, dict[str, Any], Any]] = []

    def place(self, logical_id: str) -> Place:
        return Place(self.map._account_id, self.map._region_name, self.map["AWS::StackName"], self.map.stack_id, logical_id)

    def properties(self, resource: dict[str, Any]) -> dict[str, Any]:
        return parsing.clean_json(copy.deepcopy(resource.get("Properties", {})), self.map)

    def make(self, logical_id: str, resource: dict[str, Any]) -> None:
        kind = KINDS.get(resource["Type"])
        properties = self.properties(resource)
        if kind:
            made = kind.create(self.place(logical_id), properties)
        else:
            made = parsing.parse_and_create_resource(
                logical_id, copy.deepcopy(resource), self.map, self.map._account_id, self.map._region_name
            )
            if made is None:
                return
        made.cf_resource_type, made.logical_resource_id, made.resolved = resource["Type"], logical_id, properties
        made.first_id = str(made.physical_resource_id)  # moto's own change with what they are attached to
        before = self.map._parsed_resources.get(logical_id)
        self.map._parsed_resources[logical_id] = made
        REMAINING[self.map.stack_id, logical_id, made.first_id] = resource["Type"]
        self.steps_back.append(lambda: self.unmake(logical_id, resource, made, before))
        self.tell("CREATE_COMPLETE", logical_id, made)

    def unmake(self, logical_id: str, resource: dict[str, Any], made: Any, before: Any) -> None:
        self.remove(logical_id, resource, made)
        if before is None:
            del self.map._parsed_resources[logical_id]
        else:
            self.map._parsed_resources[logical_id] = before

    def tell(self, status: str, logical_id: str, made: Any, reason: str | None = None) -> None:
        stack = models.cloudformation_backends[self.map._account_id][self.map._region_name].stacks.get(self.map.stack_id)
        if stack:
            stack.events.append(models.Event(
                self.map.stack_id, stack.name, logical_id, str(getattr(made, "physical_resource_id", "")),
                getattr(made, "cf_resource_type", ""), status, reason, None,
            ))

    def change(self, logical_id: str, old: dict[str, Any], new: dict[str, Any]) -> None:
        made = self.map._parsed_resources[logical_id]
        kind = KINDS.get(new["Type"])
        if old["Type"] != new["Type"]:
            refuse(f"Update of resource type is not permitted. The new template modifies resource type of the following resources: [{logical_id}]")
        before, after = made.resolved, self.properties(new)
        if before == after:
            return
        if not kind:
            refuse(f"the emulator cannot change {new['Type']} {logical_id}: write a kind for it")
        if "*" in kind.replaces or any(value_at(before, path) != value_at(after, path) for path in kind.replaces):
            self.make(logical_id, new)
            self.replaced.append((logical_id, old, made))
            return
        if not kind.is_changed_in_place():
            refuse(f"the emulator cannot change a {new['Type']} in place ({logical_id})")
        # Before the change: one that is refused half-way is put back, too.
        self.steps_back.append(lambda: self.change_in_place(logical_id, made, after, before))
        self.change_in_place(logical_id, made, before, after)

    def change_in_place(self, logical_id: str, made: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        KINDS[made.cf_resource_type].update(self.place(logical_id), made, before, after)
        made.resolved = after
        self.tell("UPDATE_COMPLETE", logical_id, made)

    def roll_back(self) -> None:
        for step in reversed(self.steps_back):
            step()

    def remove(self, logical_id: str, resource: dict[str, Any], made: Any) -> None:
        kind = KINDS.get(resource["Type"])
        if kind:
            kind.delete(self.place(logical_id), made, made.resolved)
        elif resource["Type"] in MOTO_DELETES:
            MOTO_DELETES[resource["Type"]](self.place(logical_id), made)
        else:
            self.map._delete_resource(made, resource)
        del REMAINING[self.map.stack_id, logical_id, made.first_id]
        self.tell("DELETE_COMPLETE", logical_id, made)
