"""What AWS does and stock moto does not, for the resources that the examples have."""


import importlib.metadata
from pathlib import Path


def install():
    """Patches moto in this process. The imports are slow, so they are here."""
    pinned = (Path(__file__).parent.parent / "requirements.txt").read_text().strip().split("==")[1]
    installed = importlib.metadata.version("moto")
    if installed != pinned:
        raise RuntimeError(f"moto {installed} is installed, and {pinned} is what is patched here")
    from . import cloud_map, ecs_tasks, given, network_kinds, process, stacks, state

    cloud_map.install()
    ecs_tasks.install()
    network_kinds.install()
    stacks.install()
    state.install()
    given.install()
    process.install()
