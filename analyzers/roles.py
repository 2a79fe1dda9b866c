"""What each outline unit does in the plan."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicons import Lexicon
from .document import Passage
from .model import Facts
from .nesting import Node
from .vocabulary import Role


def assign_roles(
    nodes: Sequence[Node], passages: Sequence[Passage], facts: Facts, lexicon: Lexicon
) -> list[Role]:
    """Return the role of each node."""
    return ["task" for _ in nodes]
