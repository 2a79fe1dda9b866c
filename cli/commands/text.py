"""`planscan text`: the canonical text that all offsets count in."""

from dataclasses import dataclass
from typing import Annotated

import typer

from ...analyzers.errors import UsageError
from ..options import Reading
from ..output import open_output
from ..registry import add

_ABOUT = (
    "正文：所有位置所依据的文本 · The canonical text that the offsets count in\n\n"
    "文本文件原样输出（UTF-8）。 Text files come out as they are, in UTF-8."
)


@dataclass(frozen=True, kw_only=True)
class TextOptions(Reading):
    """What the command takes."""

    words: Annotated[
        bool, typer.Option("--words", help="按分词结果以空格隔开 · Words, separated by spaces")
    ] = False

    def __post_init__(self) -> None:
        """Refuse an engine, and words for it, where no words are cut."""
        super().__post_init__()
        if self.segmenter and not self.words:
            raise UsageError("--segmenter 在这里只和 --words 一起有用，请加上 --words 或去掉它")
        if self.lexicon and not self.words:
            raise UsageError("--lexicon 在这里只和 --words 一起有用，请加上 --words 或去掉它")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    add(app, "text", TextOptions, _ABOUT, "planscan text 规划.txt | wc -m", "planscan text 规划.txt --words")(
        run
    )


def run(options: TextOptions) -> int:
    """Print the canonical text of each document, or its words."""
    from ..batch import texts
    from ..notices import Notices

    notices = Notices(options.quiet)
    with open_output(options.output) as output:
        ended = True
        for text in texts(options, notices, options.words):
            output.write(text if ended else f"\n{text}")
            output.flush()
            ended = text.endswith("\n")
    return notices.exit_code
