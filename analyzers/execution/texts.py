"""The canonical texts of documents, or their words."""

from __future__ import annotations

from functools import partial

from ..characters import fold
from ..document import Document
from ..segmenter import Segmenter
from ..sources.inputs import Input
from .spreading import InputWork
from .work import Examination, Outcome


class TextWork(InputWork[str]):
    """Reads inputs, and cuts their texts into words if that is asked for."""

    def __init__(self, examination: Examination, words: bool) -> None:
        super().__init__(examination)
        self._words = words

    def outcome(self, source: Input) -> Outcome[str]:
        """Return the text of an input, or the error that it ended with."""
        show = partial(words, segmenter=self.examination.engine) if self._words else _text
        return self.examination.outcome(source, show)


def words(document: Document, segmenter: Segmenter) -> str:
    """Return the words of each block on a line, as the document has them: the folded copy is what is cut."""
    lines: list[str] = []
    for line in document.lines():
        cut = (line[word.start : word.end] for word in segmenter.words(fold(line)))
        lines.append(" ".join(word for word in cut if not word.isspace()) + "\n")
    return "".join(lines)


def _text(document: Document) -> str:
    return document.text
