"""`planscan summarize`: one screen a document."""

import typer

from ..options import Format, Tabular
from ..output import open_output
from ..registry import add

_ABOUT = (
    "概览：一屏看懂一份文件 · Summary: one screen a document\n\n"
    "其他格式每份文件一行：文种、地区、各类条数、可信度。 "
    "Other formats give one row a document: kind, region, counts, and how far to trust them."
)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    add(
        app,
        "summarize",
        Tabular,
        _ABOUT,
        "planscan summarize 规划.txt",
        "planscan summarize 规划/ --csv > 概览.csv",
    )(run)


def run(options: Tabular) -> int:
    """Print a screen, or a row, for each document."""
    format_ = options.chosen_format(Format.TABLE)

    from ..batch import plans
    from ..notices import Notices
    from ..reporters import write_overviews

    notices = Notices(options.quiet)
    with open_output(options.output) as output:
        write_overviews(plans(options, notices), output, format_, options.excel)
    return notices.exit_code
