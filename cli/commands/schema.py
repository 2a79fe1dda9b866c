"""`planscan schema`: the JSON Schema of all that planscan prints as JSON."""

import json

import typer

from ..options import Writing
from ..output import open_output
from ..registry import add

_ABOUT = "模式：所有 JSON 结果的 JSON Schema · JSON Schema of all results"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    add(app, "schema", Writing, _ABOUT, "planscan schema -o planscan.schema.json")(run)


def run(options: Writing) -> int:
    """Print the schema."""
    from ...analyzers.schema import json_schema

    with open_output(options.output) as output:
        output.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
    return 0
