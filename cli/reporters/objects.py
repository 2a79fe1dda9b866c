"""Results as JSON: one array, or one object a line."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..output import Output

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def write_json(batches: Iterable[Iterable[object]], output: Output) -> None:
    """Write all objects as one array, one object a line.

    Args:
        batches: the objects of each document.
        output: where they go; what a document gave is handed on before the next one is read.
    """
    opening = "[\n"
    for batch in batches:
        for item in batch:
            output.write(opening)
            output.write_encoded(_ENCODER.encode(item))
            opening = ",\n"
        output.flush()
    output.write("[]\n" if opening == "[\n" else "\n]\n")


def write_jsonl(batches: Iterable[Iterable[object]], output: Output) -> None:
    """Write each object on a line of its own; see `write_json`."""
    for batch in batches:
        for item in batch:
            output.write_encoded(_ENCODER.encode(item))
            output.write("\n")
        output.flush()
