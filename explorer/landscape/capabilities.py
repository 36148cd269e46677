"""The two-level vocabulary of capabilities, read from the files of a folder."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from explorer.landscape.facts import Capability, CapabilityId


def load(folder: Path) -> tuple[Capability, ...]:
    """Return the capabilities of every `*.toml` in a folder, files by name, entries in the order written; parents come first.

    A table is a capability, a table inside it one of the second level: `[cloud]`, `[cloud.storage]`. An id that an earlier
    file gave already is passed over.
    """
    found: dict[CapabilityId, Capability] = {}
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            for capability in _entries(tomllib.load(file), None):
                found.setdefault(capability.id, capability)
    return tuple(found.values())


def _entries(table: Mapping[str, Any], parent: CapabilityId | None) -> Iterator[Capability]:
    for key, entry in table.items():
        if isinstance(entry, dict):
            name = CapabilityId(f"{parent}.{key}" if parent else key)
            yield Capability(name, str(entry.get("name", key)), parent, tuple(entry.get("synonyms", ())))
            yield from _entries(entry, name)
