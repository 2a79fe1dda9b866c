"""The commands that print the records of one kind, one row each: all the same but for the kind."""

from typing import TYPE_CHECKING, NamedTuple

import typer

from ..options import Assigned, Drawn, Format, Measured, Nested, Tabular
from ..output import open_output
from ..registry import add

if TYPE_CHECKING:
    from ..reporters.views import LedgerView, RecordView


class RowCommand(NamedTuple):
    """One of the commands.

    Attributes:
        name: what the user types.
        kind: the field of `Plan` that holds the records.
        about: the help text.
        options: the options that it takes.
        examples: command lines for the help.
    """

    name: str
    kind: str
    about: str
    options: type[Tabular]
    examples: tuple[str, ...]


COMMANDS = (
    RowCommand(
        "goals",
        "goals",
        "目标：到什么时候要达到什么 · Goals: what will have been achieved, by when",
        Tabular,
        ("planscan goals 规划.txt", "planscan goals 规划/ --csv > 目标.csv"),
    ),
    RowCommand(
        "targets",
        "targets",
        "指标：要达到的数值、单位、年份 · Targets: the quantities to be reached, with unit and year",
        Measured,
        (
            "planscan targets 规划.txt",
            "planscan targets 规划/ --csv > 指标.csv",
            "planscan targets 规划.txt --rejected",
        ),
    ),
    RowCommand(
        "incentives",
        "incentives",
        "奖补：支持条款给谁、什么条件、给多少 · Incentives: whom support clauses pay, when, and how much",
        Tabular,
        ("planscan incentives 规划.txt", "planscan incentives 规划/ -o 奖补.xlsx"),
    ),
    RowCommand(
        "directions",
        "directions",
        "方向：重点产业、集群和布局 · Directions: industries, clusters and layouts the plan bets on",
        Nested,
        ("planscan directions 规划.txt", "planscan directions 规划.txt --leaves --json | jq '.[].title'"),
    ),
    RowCommand(
        "tasks",
        "tasks",
        "任务：要做什么 · Tasks: what is to be done",
        Assigned,
        (
            "planscan tasks 规划.txt",
            "planscan tasks 规划.txt --excel -o 任务.csv",
            "cat 规划.txt | planscan tasks --csv | head",
            "planscan tasks 规划.txt --by unit",
            "planscan tasks 规划/ --unit 发展改革委 --csv > 分工.csv",
        ),
    ),
    RowCommand(
        "measures",
        "measures",
        "措施：如何组织、投入、监督、保障 · Measures: how it is organised, financed and guaranteed",
        Assigned,
        ("planscan measures 规划.txt", "planscan measures *.txt --format jsonl"),
    ),
    RowCommand(
        "structure",
        "structures",
        "结构：“3+3+2”“一核两带”及其成员 · Numbered structures and their members",
        Drawn,
        (
            "planscan structure 规划.txt",
            "planscan structure 规划/ --csv > 成员.csv",
            "planscan structure 规划.txt --format dot | dot -Tsvg -o 结构.svg",
            "planscan structure 规划.txt -o 结构.mmd",
        ),
    ),
    RowCommand(
        "outline",
        "outline",
        "提纲：文件自己的章节，及各自的作用 · Outline: the document's own units and their roles",
        Nested,
        ("planscan outline 规划.txt", "planscan outline 规划.txt --format markdown -o 提纲.md"),
    ),
    RowCommand(
        "declared",
        "declared",
        "清点：“六大任务”是否真有六项 · Announced counts, and whether the document fulfils them",
        Tabular,
        ("planscan declared 规划.txt", "planscan declared 规划/ --format tsv"),
    ),
)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in COMMANDS:
        _add(app, command)


def _add(app: typer.Typer, command: RowCommand) -> None:
    @add(app, command.name, command.options, command.about, *command.examples)
    def run(options: Tabular) -> int:
        rejected = isinstance(options, Measured) and options.rejected
        return _print_rows(options, "rejected" if rejected else command.kind)


def _print_rows(options: Tabular, kind: str) -> int:
    format_ = options.chosen_format(Format.TABLE)

    from ..batch import plans
    from ..notices import Notices
    from ..reporters import write_records

    notices = Notices(options.quiet)
    with open_output(options.output) as output:
        found = plans(options, notices, kinds=(kind,))
        write_records(found, _view(options, kind), output, format_, options.excel)
    return notices.exit_code


def _view(options: Tabular, kind: str) -> "RecordView | LedgerView":
    from ..reporters.views import LedgerView, RecordView, StructureView

    leaves = isinstance(options, Nested) and options.leaves
    if isinstance(options, Assigned) and options.ledger:
        return LedgerView(kind, leaves, tuple(options.unit or ()))
    return StructureView(kind) if kind == "structures" else RecordView(kind, leaves)
