"""The command line: which commands there are, and how typer runs them."""

from collections.abc import Sequence
from typing import Annotated, cast

import typer

from ..analyzers.errors import UsageError
from ..analyzers.version import VERSION
from .commands import explain, extract, lexicon, rows, schema, summarize, text
from .help import Group
from .output import open_output

_ABOUT = (
    "从规划和政策文件里取出目标、任务、措施、结构 · "
    "Goals, tasks, measures and numbered structures out of Chinese plans"
)
_EXAMPLES = (
    "planscan summarize 规划.txt",
    "planscan tasks 规划.txt --excel -o 任务.csv",
    "cat 规划.txt | planscan goals --json",
)
_INTERRUPTED = 130
_USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""The class of all that typer has to say against arguments; it has no public name."""


def execute(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name, and return its exit code.

    Raises:
        UsageError: the arguments are not as the commands want them.
        PlanscanError: the command could not do its work.
    """
    command = typer.main.get_command(application())
    try:
        code: object = command.main(args=list(arguments), prog_name="planscan", standalone_mode=False)
    except _USAGE_ERROR as problem:
        from .usage import explained

        raise UsageError(explained(problem)) from problem
    except typer.Abort:
        return _INTERRUPTED
    return code if isinstance(code, int) else 0


def application() -> typer.Typer:
    """Return the program with all its commands."""
    app = typer.Typer(
        name="planscan",
        cls=Group,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback(invoke_without_command=True, help=_ABOUT, epilog="\n".join(_EXAMPLES))(_root)
    for module in (summarize, rows, extract, explain, text, schema, lexicon):
        module.register(app)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        with open_output(None) as output:
            output.write(f"planscan {VERSION}\n")
        raise typer.Exit


def _root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="版本 · Version")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
