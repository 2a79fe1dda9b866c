"""The JSON Schema of everything that planscan prints as JSON, made from the records themselves."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from .document import Message
from .explaining.evidence import Explanation
from .model import Plan
from .rows.ledger import Assignment
from .rows.overview import Overview
from .rows.records import record_types

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_REFERENCE = "#/$defs/{name}"
_DECIMAL: Json = {"type": "string", "format": "decimal"}
"""What msgspec writes for a decimal; planscan prints decimals as JSON numbers."""


class FailedPath(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a document that could not be read: its name."""

    path: str


class FailedDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Stands in the place of a document that could not be read; its message says why.

    Its schema is closed: otherwise a broken plan would pass for one of these.
    """

    document: FailedPath
    messages: tuple[Message, ...]


def json_schema() -> dict[str, Json]:
    """Return the JSON Schema (draft 2020-12) of all results.

    The schema itself describes the array that `extract` prints; a line of its `jsonl` is one item of it.
    `$defs` holds every record, and for each command that prints rows the row: `tasks_row` is an `Activity`
    with the name of its document. All fields are required, because what is absent is null.
    """
    types = [Plan, FailedDocument, Overview, Explanation, Assignment, *record_types().values()]
    _, components = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    definitions: dict[str, Json] = {name: _strict(component) for name, component in components.items()}
    for kind, type_ in record_types().items():
        definitions[f"{kind}_row"] = _row(type_.__name__)
    definitions["ledger_row"] = _row(Assignment.__name__)
    definitions["Explanation"] = _explained(definitions["Explanation"])
    items: Json = {"anyOf": [_reference("Plan"), _reference("FailedDocument")]}
    return {"$schema": DIALECT, "title": "planscan", "type": "array", "items": items, "$defs": definitions}


def _row(record: str) -> Json:
    document: Json = {"type": "string", "description": "The document, under the name that the user gave it."}
    named: Json = {"type": "object", "properties": {"document": document}, "required": ["document"]}
    return {"allOf": [_reference(record), named]}


def _explained(explanation: Json) -> Json:
    """Return the schema of an explanation, whose record is one of any kind."""
    kinds: list[Json] = [
        _reference(name) for name in dict.fromkeys(t.__name__ for t in record_types().values())
    ]
    record: Json = {"record": {"anyOf": kinds}}
    return {"allOf": [explanation, {"type": "object", "properties": record}]}


def _reference(name: str) -> Json:
    return {"$ref": _REFERENCE.format(name=name)}


def _strict(node: Json) -> Json:
    """Return a part of msgspec's schema: all fields required, no defaults, decimals as numbers."""
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node == _DECIMAL:
        return {"type": "number"}
    kept: dict[str, Json] = {key: _strict(value) for key, value in node.items() if key != "default"}
    properties = kept.get("properties")
    return {**kept, "required": list(properties)} if isinstance(properties, dict) else kept
