"""What planscan tells the user on standard error: one line for each error and each warning."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..analyzers.errors import PlanscanError
from .output import discard
from .safety import printable

if TYPE_CHECKING:
    from ..analyzers.document import Message


class Notices:
    """The notices of one run.

    Attributes:
        failed: whether an input failed.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self.failed = False

    @property
    def exit_code(self) -> int:
        """0 if all inputs were read, 1 if one failed."""
        return int(self.failed)

    def error(self, error: PlanscanError) -> None:
        """Print an error and remember that there was one."""
        self.failure(str(error))

    def failure(self, sentence: str) -> None:
        """Print what an error says, and remember that there was one."""
        self.failed = True
        say(sentence)

    def warnings(self, name: str, messages: Iterable[Message]) -> None:
        """Print the warnings among the messages on a document, unless the user wants quiet."""
        for message in messages:
            if message.level == "warning" and not self._quiet:
                say(f"{name}：{message.message} [{message.code}]")


def say(sentence: str) -> None:
    """Print one line on standard error; where nobody listens any more, say nothing."""
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison] - so it is after `2>&-`
        return
    line = f"planscan: {printable(sentence)}\n"
    try:
        sys.stderr.buffer.write(line.encode("utf-8"))
        sys.stderr.buffer.flush()
    except OSError:
        discard(sys.stderr.buffer)
