"""The published schema: it describes exactly what the program prints."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from planscan.analyzers import Plan, analyze, read
from planscan.analyzers.model import Target
from planscan.analyzers.rows.records import record_types
from planscan.analyzers.schema import json_schema
from planscan.analyzers.vocabulary import DOCUMENT_KINDS, ROLES
from planscan.cli.commands.rows import COMMANDS
from planscan.cli.main import main

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples").glob("*[!E].*"))
SCHEMA = json_schema()


def valid(value: object, definition: str | None = None) -> None:
    """Fail unless `value` is what the schema, or one of its definitions, describes."""
    part = SCHEMA if definition is None else {"$ref": f"#/$defs/{definition}", "$defs": SCHEMA["$defs"]}
    jsonschema.Draft202012Validator(part).validate(value)


def printed(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> Any:
    """Return the JSON that the program prints."""
    main([str(argument) for argument in arguments])
    return json.loads(capsysbinary.readouterr().out)


def test_it_is_a_schema_and_the_program_prints_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert printed(capsysbinary, "schema") == SCHEMA


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_results_satisfy_it(path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    results = printed(capsysbinary, "extract", path, "absent.txt")
    assert len(results) == 2
    valid(results)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_rows_satisfy_it(command: Any, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = printed(capsysbinary, command.name, *SAMPLES, "--json")
    assert rows
    for row in rows:
        valid(row, f"{command.kind}_row")


def test_summaries_satisfy_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for row in printed(capsysbinary, "summarize", *SAMPLES, "--json"):
        valid(row, "Overview")


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    """Return a plan as JSON has it, to be damaged."""
    return json.loads(msgspec.json.Encoder(decimal_format="number").encode(analyze(read(SAMPLES[1]))))


@pytest.mark.parametrize("kind", ["document", "outline", "goals", "structures"])
def test_a_missing_field_is_found(result: dict[str, Any], kind: str) -> None:
    record = result[kind][0] if isinstance(result[kind], list) else result[kind]
    for name in record:
        short = {key: value for key, value in record.items() if key != name}
        with pytest.raises(jsonschema.ValidationError):
            valid([{**result, kind: [short] if isinstance(result[kind], list) else short}])


def test_a_word_outside_a_vocabulary_is_found(result: dict[str, Any]) -> None:
    for role in (*ROLES, "hope"):
        document = {**result, "outline": [{**result["outline"][0], "role": role}]}
        if role in ROLES:
            valid([document])
        else:
            with pytest.raises(jsonschema.ValidationError):
                valid([document])
    for kind in DOCUMENT_KINDS:
        valid([{**result, "document": {**result["document"], "kind": kind}}])


def test_values_are_numbers() -> None:
    target = Target(
        id="target-0", start=0, end=1, text="一", page=None, line=1, section=None, rule="r",
        indicator=None, indicator_span=None, relation=">=", value=Decimal("1400000000000.10"),
    )  # fmt: skip
    row = msgspec.json.Encoder(decimal_format="number").encode(target)
    assert b'"value":1400000000000.10,' in row
    valid(json.loads(row), "Target")
    with pytest.raises(jsonschema.ValidationError):
        valid({**json.loads(row), "value": "1400000000000.10"}, "Target")


def test_every_kind_of_record_has_a_row() -> None:
    definitions = SCHEMA["$defs"]
    assert isinstance(definitions, dict)
    assert {f"{kind}_row" for kind in record_types()} < set(definitions)
    assert set(record_types()) < {field.name for field in msgspec.structs.fields(Plan)}
