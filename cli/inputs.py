"""What the user named on the command line as inputs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain

from ..analyzers.errors import InputError, NoInputError, UsageError
from ..analyzers.readers.limits import Limits
from ..analyzers.sources.columns import TextColumns
from ..analyzers.sources.finding import find_inputs
from ..analyzers.sources.inputs import STANDARD_INPUT, Found
from ..analyzers.sources.lists import listed_names
from .options import Reading


def chosen_inputs(options: Reading, limits: Limits) -> Iterator[Found]:
    """Yield the inputs that the options name, each once, in the order named.

    Raises:
        NoInputError: there are none.
        UsageError: standard input is asked for twice, or the output is an input.
    """
    columns = TextColumns(options.text_column or TextColumns().text, options.id_column)
    return find_inputs(chosen_names(options), options.output, columns, limits)


def chosen_names(options: Reading) -> Iterable[str | InputError]:
    """Return what the user named, then what lists name, else standard input if something is piped in.

    Raises:
        NoInputError: neither.
        UsageError: standard input is asked for twice.
    """
    files, lists = options.files or [], options.files_from or []
    if [*files, *lists].count(STANDARD_INPUT) > 1 and STANDARD_INPUT in lists:
        raise UsageError("标准输入只能用一次：或作文件清单，或作文档")
    if files or lists:
        return chain(files, *(listed_names(each) for each in lists))
    if sys.stdin is None or sys.stdin.isatty():  # pyright: ignore[reportUnnecessaryComparison] - after `<&-`
        raise NoInputError("没有输入，请给出文件或文件夹，或用管道传入文本（用 --help 查看用法）")
    return (STANDARD_INPUT,)
