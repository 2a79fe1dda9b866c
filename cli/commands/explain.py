"""`planscan explain`: why a row is what it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...analyzers.errors import MissingInputError, PlanscanError, UsageError
from ..options import Format, Tabular
from ..output import open_output
from ..registry import add

if TYPE_CHECKING:
    from ...analyzers.explaining.evidence import Explanation
    from ...analyzers.explaining.explanations import Explainer
    from ..notices import Notices

_ABOUT = (
    "解释：一条结果从哪句话、哪条规则、哪些词条来 · Why a row is what it is\n\n"
    "ID 是各命令给出的编号，可给多个。 IDs are those that the other commands give; several are allowed. "
    "词条是否起作用，是去掉它重新分析得出的。 "
    "That an entry took part is found out by analysing again without it."
)
_ID = re.compile(r"[a-z]+-\d+(?:-\d+)?")
_WRITTEN = (Format.TABLE, Format.MARKDOWN, Format.JSON, Format.JSONL)


@dataclass(frozen=True, kw_only=True)
class ExplainOptions(Tabular):
    """What the command takes."""

    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|- ID...",
            help="一个文件和要解释的编号；管道输入时可省略文件 · "
            "One file and the ids to explain; behind a pipe the file may be left out",
            show_default=False,
        ),
    ] = None

    def __post_init__(self) -> None:
        """Refuse what is for many documents; `--jobs` is an upper bound, and one document takes one process."""
        super().__post_init__()
        if self.jobs is not None:
            from ...analyzers.execution.spreading import check_jobs

            check_jobs(self.jobs)
        if self.files_from:
            raise UsageError("--files-from 在这里没有用，explain 一次只看一份文件，请去掉它")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    add(
        app,
        "explain",
        ExplainOptions,
        _ABOUT,
        "planscan explain 规划.txt unit-904",
        "planscan targets 规划.txt --json | jq -r '.[].id' | head -3 | xargs planscan explain 规划.txt",
        "cat 规划.txt | planscan explain - unit-904 --json",
    )(run)


def run(options: ExplainOptions) -> int:
    """Print why rows are what they are."""
    file, ids = _asked(options.files or ())
    format_ = options.chosen_format(Format.TABLE)
    if format_ not in _WRITTEN:
        raise UsageError(
            f"explain 的结果有多层，不能写成 {format_.value}；请用 --format {'、'.join(f.value for f in _WRITTEN)}"
        )

    from ..notices import Notices

    notices = Notices(options.quiet)
    with open_output(options.output) as output:
        found = _explanations(replace(options, files=file), ids, notices)
        if format_ is Format.TABLE:
            from ..reporters.explanations import write_explanations as write
        elif format_ is Format.MARKDOWN:
            from ..reporters.explanations import write_explanations_as_markdown as write
        elif format_ is Format.JSON:
            from ..reporters.objects import write_json as write
        else:
            from ..reporters.objects import write_jsonl as write
        write(found, output)
    return notices.exit_code


def _asked(words: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the file, none for what is piped in, and the ids.

    Raises:
        UsageError: there is no id, or more than one file.
    """
    piped = bool(words) and _ID.fullmatch(words[0]) is not None and not Path(words[0]).exists()
    files, ids = ([], words) if piped else (list(words[:1]), words[1:])
    if not ids:
        raise UsageError(
            "请给出文件和要解释的编号，如 planscan explain 规划.txt unit-904（编号见 planscan outline 等命令）"
        )
    if files and Path(files[0]).is_dir():
        raise UsageError(f"{files[0]} 是文件夹，explain 一次只看一个文件，请给出文件名")
    return files, tuple(dict.fromkeys(ids))


def _explanations(
    options: ExplainOptions, ids: Sequence[str], notices: "Notices"
) -> "Iterator[Iterator[Explanation]]":
    """Yield the explanations of the one document; what can't be explained is reported."""
    from ...analyzers.explaining.explanations import Explainer
    from ..batch import documents, engine, guarded
    from ..knowledge import knowledge

    lexicon = knowledge(options.lexicon or ())
    name = "".join(options.files or ())
    container = _container(name)
    inside = replace(options, files=[container]) if container else options
    found = documents(inside, notices, name if container else None)
    document, another = islice(chain(found, (None, None)), 2)
    if another is not None:
        raise UsageError(f"{name} 里不止一份文件，explain 一次只看一份，请写出文件名（即“文件”一列）")
    if document is None:
        raise MissingInputError(f"{container} 里没有这一份文件，请照“文件”一列写", name)
    if not isinstance(document, PlanscanError):
        explainer = guarded(document.path, notices, partial(Explainer, document, lexicon, engine(options)))
        if not isinstance(explainer, PlanscanError):
            notices.warnings(document.path, explainer.plan.messages)
            yield _each(explainer, ids, notices)


def _container(name: str) -> str | None:
    """Return the archive or table that holds a document of this name (`a.zip!/b.txt`, `x.jsonl#3`), if one does."""
    from ...analyzers.sources.archives import INSIDE
    from ...analyzers.sources.tables import ROW

    if Path(name).exists():
        return None
    outer = (name.partition(mark)[0] for mark in (INSIDE, ROW) if mark in name)
    return next((path for path in outer if Path(path).is_file()), None)


def _each(explainer: "Explainer", ids: Sequence[str], notices: "Notices") -> "Iterator[Explanation]":
    from ..batch import guarded

    path = explainer.plan.document.path
    for id_ in ids:
        explanation = guarded(path, notices, partial(explainer.explain, id_))
        if not isinstance(explanation, PlanscanError):
            yield explanation
