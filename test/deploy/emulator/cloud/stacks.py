"""moto's stacks with the engine in place of moto's own: made whole or not at all, and deleted whole."""

import traceback
from typing import Any

from moto.cloudformation import models, parsing
from moto.cloudformation.exceptions import ValidationError

from .kind import refuse
from .resource_kinds import KINDS, is_made_by_moto
from .stack_engine import Engine, in_order

RETAINED = ("Retain", "RetainExceptOnCreate")


def known_types(template: dict[str, Any]) -> None:
    types = {resource["Type"] for resource in template["Resources"].values()}
    unknown = sorted(name for name in types if name not in KINDS and not is_made_by_moto(name))
    if unknown:
        refuse(f"Neither the emulator nor its start-up file makes {', '.join(unknown)}: add them to resource_kinds.py, or with a reason to recorded.json")


def create(self: parsing.ResourceMap, template: dict[str, Any]) -> bool:
    known_types(template)
    self._template, self._resource_json_map = template, template["Resources"]
    engine = Engine(self)
    for logical_id in in_order(template["Resources"]):
        engine.make(logical_id, template["Resources"][logical_id])
    return True


def update(self: parsing.ResourceMap, template: dict[str, Any], parameters: dict[str, Any] | None = None) -> None:
    known_types(template)
    old, new = self._resource_json_map, template["Resources"]
    self._template, self._resource_json_map = template, new
    self.input_parameters = parameters or self.input_parameters
    self.load_mapping()
    self.load_parameters()
    self.load_conditions()
    engine = Engine(self)
    replaced: list[tuple[str, Any]] = []
    for logical_id in in_order(new):
        if logical_id not in old:
            engine.make(logical_id, new[logical_id])
        else:
            left = engine.change(logical_id, old[logical_id], new[logical_id])
            replaced += [] if left is None else [(logical_id, left)]
    # What is not needed any more goes last, after all that may have used it.
    for logical_id, made in reversed(replaced):
        engine.remove(logical_id, old[logical_id], made)
    delete_all(self, {name: old[name] for name in old if name not in new})


def delete(self: parsing.ResourceMap) -> None:
    delete_all(self, self._resource_json_map)


def delete_all(self: parsing.ResourceMap, resources: dict[str, Any]) -> None:
    engine = Engine(self)
    for logical_id in reversed(in_order(resources)):
        made = self._parsed_resources.get(logical_id)
        if made is None:
            continue
        if resources[logical_id].get("DeletionPolicy") not in RETAINED:
            try:
                engine.remove(logical_id, resources[logical_id], made)
            except Exception as error:
                engine.tell("DELETE_FAILED", logical_id, made, str(error))
                raise ValidationError(message=f"{logical_id} ({resources[logical_id]['Type']}) cannot be deleted: {error}") from error
        self._parsed_resources.pop(logical_id)


def get(self: parsing.ResourceMap, key: str) -> Any:
    """References only: resources are made in order, and not on demand."""
    if key not in self._parsed_resources and key not in self._resource_json_map:
        raise KeyError(key)
    return self._parsed_resources.get(key)


def create_resources(stack: models.Stack) -> None:
    backend = models.cloudformation_backends[stack.account_id][stack.region_name]
    defaults = {name: parameter["Default"] for name, parameter in stack.template_dict.get("Parameters", {}).items() if "Default" in parameter}
    stack.parameters = {**defaults, **stack.parameters}  # an update may keep them
    try:
        original_create_resources(stack)
        publish(stack)
    except Exception as failure:
        # A stack that cannot be made is rolled back: nothing of it stays.
        made = stack.resource_map._parsed_resources
        backend.stacks.pop(stack.stack_id, None)
        if not hasattr(failure, "message"):
            traceback.print_exc()  # no refusal, but a mistake of the emulator
        try:
            delete_all(stack.resource_map, {name: resource for name, resource in stack.template_dict["Resources"].items() if name in made})
        except Exception as second:
            refuse(f"{failure!r}; and it cannot be rolled back: {second!r}")
        raise ValidationError(message=getattr(failure, "message", repr(failure))) from failure


def publish(stack: models.Stack) -> None:
    backend = models.cloudformation_backends[stack.account_id][stack.region_name]
    taken = [name for name, export in backend.exports.items() if export.exporting_stack_id == stack.stack_id]
    stack.told_exports, stack.told_outputs = stack.output_map.exports, original_outputs(stack)
    kept = {export.name: export for export in stack.told_exports}
    for name in taken:
        importer = next((other.name for other in backend.stacks.values() if other is not stack and f'"Fn::ImportValue": "{name}"' in other.template), None)
        if importer and (name not in kept or backend.exports[name].value != kept[name].value):
            refuse(f"Cannot update export {name} as it is in use by {importer}")
        del backend.exports[name]
    backend.exports.update(kept)


def update_stack(stack: models.Stack, template: str, *rest: Any, **named: Any) -> None:
    original_update(stack, template, *rest, **named)
    publish(stack)


original_outputs = models.Stack.outputs.fget
original_create_resources = models.Stack.create_resources
original_update = models.Stack.update


def install() -> None:
    parsing.ResourceMap.create = create
    parsing.ResourceMap.update = update
    parsing.ResourceMap.delete = delete
    parsing.ResourceMap.__getitem__ = get
    parsing.ResourceMap.validate_outputs = lambda self: None
    models.Stack.create_resources = create_resources
    models.Stack.update = update_stack
    # moto resolves them whenever it is asked: before the resources are made, and after they are deleted.
    models.Stack.exports = property(lambda stack: getattr(stack, "told_exports", []))
    models.Stack.outputs = property(lambda stack: getattr(stack, "told_outputs", None))
