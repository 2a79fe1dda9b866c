"""From bytes to characters: byte order mark, strict UTF-8, else the encoding in which the text looks Chinese.

Encodings of Chinese decode one another's bytes (Big5 passes as GB18030 and the reverse), so that bytes decode
proves nothing. A text decoded as it was meant has common characters; one decoded wrongly has rare ones.
"""

from __future__ import annotations

import codecs
import math
import re
from typing import NamedTuple

from ...lexicons import Entry, default_lexicon
from ...lexicons.compiling import compiled
from ..characters import UNSEEN, fold, holds_rare
from ..errors import BinaryDocumentError, EncodingError, UsageError

CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
"""Encodings without a mark, the commoner first: that one is taken where two look alike."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks, longer ones before those that they begin with."""

DIALECTS = {
    "big5": ("big5", "cp950", "big5hkscs"),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "cp936": ("gb18030",),
}
"""What is tried for a name. GBK and its kin are read as the superset of all, as browsers do it (WHATWG),
Big5 by the standard, then with Microsoft's additions, then with those of Hong Kong."""

SAMPLE = 1 << 13
"""Bytes by which an encoding is judged, from the first that is not ASCII: four thousand characters of Chinese."""

PLAUSIBLE = 0.35
"""Least share of common characters in Chinese. Forty characters of a plan have 0.55 at least and
0.85 as a rule; the same bytes in another encoding have 0.15, Korean read as GB18030 0.27."""

_NOT_ASCII = re.compile(rb"[^\x01-\x7f]")
_FAILED = "\ufffd"
"""What stands in a text where its bytes could not be decoded."""

_PRINTED_ASCII = r"[\t\n\r\f -~]"
_CONTROLS = compiled(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(code for code in range(0x80) if _CONTROLS.match(chr(code)))
_UNPRINTED_BYTES = bytes(code for code in range(0x80) if not re.match(_PRINTED_ASCII, chr(code)))
_CUT_OFF = frozenset({"unexpected end of data", "incomplete multibyte sequence", "truncated data"})


class Decoded(NamedTuple):
    """The characters of some bytes, without a byte order mark, and the name of their encoding.

    Attributes:
        text: the characters.
        encoding: Python's name of their encoding.
        rare: some of them may be rare (see `characters.holds_rare`).
    """

    text: str
    encoding: str
    rare: bool

    @property
    def unseen(self) -> bool:
        """Whether some of the characters are such as nobody sees."""
        return self.rare and UNSEEN.search(self.text) is not None


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the characters that `data` encodes; none is ever replaced.

    Args:
        data: all bytes of one input.
        name: the name of the input, for messages.
        encoding: the encoding that somebody declares; None to find it out.

    Raises:
        UsageError: nobody knows an encoding of that name.
        BinaryDocumentError: the bytes are no text.
        EncodingError: they are not valid in the encoding, break off inside a character, or fit no encoding.
    """
    if encoding is not None:
        return _strict(data, *_declared(data, encoding), name)
    for mark, marked in MARKS:
        if data.startswith(mark):
            return _strict(data, len(mark), marked, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, 0, _guess(data, name, is_utf_8=False), name)
    rare = holds_rare(text)
    if rare and _controls_in(data):
        return _strict(data, 0, _guess(data, name, is_utf_8=True), name)
    return Decoded(text, "utf-8", rare)


def _declared(data: bytes, encoding: str) -> tuple[int, str]:
    """Return how many bytes the mark at the beginning takes, and Python's name of the declared encoding."""
    try:
        b"a".decode(encoding, "replace")
        known = codecs.lookup(encoding).name
    except (LookupError, ValueError) as problem:
        message = f"不认识编码 {encoding}，可用的有 utf-8、gb18030、big5、utf-16 等"
        raise UsageError(message) from problem
    for mark, marked in MARKS:
        if marked.startswith(known) and data.startswith(mark):
            return len(mark), marked
    # without a mark, the byte order of Windows, whatever machine this is
    return 0, f"{known}-le" if known in {"utf-16", "utf-32"} else known


def _guess(data: bytes, name: str, *, is_utf_8: bool) -> str:
    """Return the encoding in which the bytes look most like Chinese; `is_utf_8`: they decode as UTF-8."""
    first = _NOT_ASCII.search(data)
    start = first.start() & ~1 if first else 0
    sample = data[start : start + SAMPLE]
    best, counts = likeliest(sample)
    known = counts.looks_chinese
    if not known and is_utf_8:
        best, counts, known = "utf-8", counted(sample.decode("utf-8", "replace")), True
    if counts.is_binary or (not known and _controls_in(sample) > 0.04 * len(sample)):
        raise BinaryDocumentError("这是二进制文件，不是文档，请检查", name)
    if not known:
        raise EncodingError("认不出文件的编码，请用 --encoding 指明", name)
    return best


class Counts(NamedTuple):
    """How many characters of a decoded sample are of a kind.

    Attributes:
        all: all of them.
        strange: those beyond ASCII.
        readable: printed ASCII, and what is common in Chinese.
        common: what is common in Chinese beyond ASCII.
        controls: controls but for white space.
        broken: those that stand for bytes that could not be decoded.
    """

    all: int
    strange: int
    readable: int
    common: int
    controls: int
    broken: int

    @property
    def plausibility(self) -> float:
        """How much the sample looks like Chinese text, at most 1; failures to decode count against it."""
        return (self.readable - 2 * (self.broken + self.controls)) / max(1, self.all)

    @property
    def looks_chinese(self) -> bool:
        """Whether enough of it is common in Chinese, or nearly all of it ASCII."""
        return self.strange < 20 or self.common >= PLAUSIBLE * self.strange

    @property
    def is_binary(self) -> bool:
        """Whether it is full of controls; the odd one in a text is borne."""
        controls = self.controls
        full = controls > 0.2 * self.all and (controls > 3 or controls > 0.5 * self.all)
        noise = controls > 0.04 * self.all and controls + self.broken > 0.15 * self.all
        return full or (noise and self.all >= 100)


def counted(text: str) -> Counts:
    """Return what a decoded sample consists of."""
    folded = fold(text)
    readable = _readable(folded)
    ascii_ = _ascii(text)
    return Counts(
        all=len(text),
        strange=len(text) - len(ascii_),
        readable=readable,
        common=readable - len(_ascii(folded).translate(None, _UNPRINTED_BYTES)),
        controls=_controls_in(ascii_),
        broken=text.count(_FAILED),
    )


def likeliest(sample: bytes) -> tuple[str, Counts]:
    """Return the candidate in which a sample looks most like text, the first of equals, and what it holds there."""
    texts = [sample.decode(candidate, "replace") for candidate in CANDIDATES]
    # what does not decode is not readable either: where much does not, nothing else has to be counted
    bounds = [(len(text) - 3 * text.count(_FAILED)) / max(1, len(text)) for text in texts]
    tried: dict[int, Counts] = {}
    most = -math.inf
    for place in sorted(range(len(texts)), key=bounds.__getitem__, reverse=True):
        if bounds[place] >= most:
            tried[place] = counted(texts[place])
            most = max(most, tried[place].plausibility)
    best = min(place for place, counts in tried.items() if counts.plausibility == most)
    return CANDIDATES[best], tried[best]


def _readable(folded: str) -> int:
    """Return how many characters of a folded text are printed ASCII or common in Chinese."""
    lexicon = default_lexicon()
    common = lexicon.table("encodings", Entry)[0].patterns[0]
    pattern = lexicon.keep("readable_characters", lambda: compiled(f"(?:{_PRINTED_ASCII}|{common})+"))
    return sum(map(len, pattern.findall(folded)))


def _controls_in(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROL_BYTES))


def _ascii(text: str) -> bytes:
    return text.encode("ascii", "ignore")


def _strict(data: bytes, skip: int, encoding: str, name: str) -> Decoded:
    """Decode what follows the mark of `skip` bytes, in the first dialect of the encoding that can."""
    dialects = DIALECTS.get(encoding, (encoding,))
    problems: list[UnicodeDecodeError] = []
    for dialect in dialects:
        try:
            text = data[skip:].decode("utf-8" if dialect == "utf-8-sig" else dialect)
            found = encoding if encoding == "big5" else dialect
            return Decoded(text, found, holds_rare(text))
        except UnicodeDecodeError as problem:
            problems.append(problem)
    worst = max(problems, key=lambda problem: problem.start)
    raise EncodingError(_explain(worst, skip, dialects[0]), name) from worst


def _explain(problem: UnicodeDecodeError, skip: int, encoding: str) -> str:
    """Say where decoding failed (offset in bytes from 0) and what to do."""
    where = f"第 {problem.start + skip} 字节（从 0 数起）"
    if problem.reason in _CUT_OFF and problem.end == len(problem.object):
        return f"文件在{where}处断在一个 {encoding} 字符中间，请取得完整的文件，或用 --encoding 指明编码"
    return f"{where}不是有效的 {encoding}，请用 --encoding 指明编码"
