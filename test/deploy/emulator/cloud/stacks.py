"""moto's stacks with the engine in place of moto's own: made whole or not at all, updated whole or not at all, and deleted whole."""

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


def take(resource_map: parsing.ResourceMap, template: dict[str, Any], parameters: dict[str, Any]) -> None:
    resource_map._template, resource_map._resource_json_map = template, template["Resources"]
    resource_map.input_parameters = parameters
    resource_map.load_mapping()
    resource_map.load_parameters()
    resource_map.load_conditions()


def change_all(engine: Engine, old: dict[str, Any], new: dict[str, Any]) -> None:
    for logical_id in in_order(new):
        if logical_id in old:
            engine.change(logical_id, old[logical_id], new[logical_id])
        else:
            engine.make(logical_id, new[logical_id])


def clean_up(engine: Engine, old: dict[str, Any], new: dict[str, Any]) -> None:
    """UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: what cannot be deleted is tried again, then left over, and the stack knows it no more.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events-by-operation.html
    """
    made = engine.map._parsed_resources
    gone = {name: old[name] for name in old if name not in new and name in made}
    going = [(name, old[name], made[name], "DeletionPolicy") for name in reversed(in_order(gone))]
    replaced = [(name, resource, left, "UpdateReplacePolicy") for name, resource, left in reversed(engine.replaced)]
    for logical_id, resource, left, policy in replaced + going:
        if resource.get(policy) not in RETAINED:
            try:
                engine.remove(logical_id, resource, left)
            except Exception as error:
                if not is_refusal(error):
                    raise
                engine.tell("DELETE_FAILED", logical_id, left, told(error))
    for name in gone:
        del made[name]


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
                engine.tell("DELETE_FAILED", logical_id, made, told(error))
                raise ValidationError(message=f"{logical_id} ({resources[logical_id]['Type']}) cannot be deleted: {told(error)}") from error
        self._parsed_resources.pop(logical_id)


def get(self: parsing.ResourceMap, key: str) -> Any:
    """References only: resources are made in order, and not on demand."""
    if key not in self._parsed_resources and key not in self._resource_json_map:
        raise KeyError(key)
    return self._parsed_resources.get(key)


def is_refusal(failure: Exception) -> bool:
    """Refusals have words. What has none is a mistake of the emulator."""
    return hasattr(failure, "message")


def told(failure: Exception) -> str:
    if not is_refusal(failure):
        traceback.print_exception(failure)
    return getattr(failure, "message", repr(failure))


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
        try:
            delete_all(stack.resource_map, {name: resource for name, resource in stack.template_dict["Resources"].items() if name in made})
        except Exception as second:
            refuse(f"{told(failure)}; and it cannot be rolled back: {told(second)}")
        raise ValidationError(message=told(failure)) from failure


def publish(stack: models.Stack) -> None:
    backend = models.cloudformation_backends[stack.account_id][stack.region_name]
    taken = [name for name, export in backend.exports.items() if export.exporting_stack_id == stack.stack_id]
    kept = {export.name: export for export in stack.output_map.exports}
    for name in taken:
        importer = next((other.name for other in backend.stacks.values() if other is not stack and f'"Fn::ImportValue": "{name}"' in other.template), None)
        if importer and (name not in kept or backend.exports[name].value != kept[name].value):
            refuse(f"Cannot update export {name} as it is in use by {importer}")
    for name in taken:
        del backend.exports[name]
    backend.exports.update(kept)
    stack.told_exports = list(kept.values())
    stack.told_outputs = original_outputs(stack)


def update_stack(stack: models.Stack, template: str, role_arn: str | None = None, parameters: Any = None, tags: Any = None) -> None:
    resource_map, engine = stack.resource_map, Engine(stack.resource_map)
    text, old, known = stack.template, stack.template_dict, resource_map.input_parameters
    stack._add_stack_event("UPDATE_IN_PROGRESS", resource_status_reason="User Initiated")
    try:
        read(stack, template, parameters or known)
        change_all(engine, old["Resources"], stack.template_dict["Resources"])
        publish(stack)
    except Exception as failure:
        stack._add_stack_event("UPDATE_ROLLBACK_IN_PROGRESS", resource_status_reason=told(failure))
        read(stack, text, known)
        try:
            engine.roll_back()
        except Exception as second:
            refuse(f"{told(failure)}; and it cannot be rolled back: {told(second)}")
        end(stack, "UPDATE_ROLLBACK_COMPLETE")
        raise ValidationError(message=told(failure)) from failure
    clean_up(engine, old["Resources"], stack.template_dict["Resources"])
    stack.parameters, stack.role_arn, stack.tags = parameters or stack.parameters, role_arn, stack.tags if tags is None else tags
    end(stack, "UPDATE_COMPLETE")


def read(stack: models.Stack, template: str, parameters: Any) -> None:
    stack.template = template
    stack._parse_template()
    known_types(stack.template_dict)
    take(stack.resource_map, stack.template_dict, parameters)
    stack.output_map = stack._create_output_map()


def end(stack: models.Stack, status: str) -> None:
    stack.status = status
    stack._add_stack_event(status)


original_outputs = models.Stack.outputs.fget
original_create_resources = models.Stack.create_resources


def install() -> None:
    parsing.ResourceMap.create = create
    parsing.ResourceMap.delete = delete
    parsing.ResourceMap.__getitem__ = get
    parsing.ResourceMap.validate_outputs = lambda self: None
    models.Stack.create_resources = create_resources
    models.Stack.update = update_stack
    # moto resolves them whenever it is asked: before the resources are made, and after they are deleted.
    models.Stack.exports = property(lambda stack: getattr(stack, "told_exports", []))
    models.Stack.outputs = property(lambda stack: getattr(stack, "told_outputs", None))
