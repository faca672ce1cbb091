"""What AWS does and stock moto does not, for the resources that the examples have."""


def install():
    """Patches moto in this process. The imports are slow, so they are here."""
    from . import cloud_map, ecs_tasks, given, network_kinds, stacks, state

    cloud_map.install()
    ecs_tasks.install()
    network_kinds.install()
    stacks.install()
    state.install()
    given.install()
