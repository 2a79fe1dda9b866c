"""The entry of the program, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
"""The exit codes: all read; an input or the output failed; wrong usage or no input; Ctrl-C."""


def run() -> None:
    """Run the program with the arguments of the process, and end the process with its exit code."""
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def main(arguments: Sequence[str]) -> int:
    """Run the program and return its exit code.

    Args:
        arguments: the words of the command line behind the program's name.
    """
    from ..analyzers.errors import PlanscanError, UsageError
    from .app import execute
    from .notices import say
    from .output import ClosedPipeError, discard

    try:
        return execute(arguments)
    except ClosedPipeError:
        return DONE
    except UsageError as error:
        say(str(error))
        return MISUSED
    except PlanscanError as error:
        say(str(error))
        return FAILED
    except OSError as problem:  # only help texts are written by typer itself
        discard(sys.stdout.buffer)
        say(f"标准输出无法写入（{problem.strerror}）")
        return FAILED
