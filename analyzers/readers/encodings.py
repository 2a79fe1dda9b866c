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
from ..characters import fold
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

SAMPLE = 1 << 16
"""Bytes by which an encoding is judged, from the first that is not ASCII."""

PLAUSIBLE = 0.35
"""Least share of common characters in Chinese. Forty characters of a plan have 0.55 at least and
0.85 as a rule; the same bytes in another encoding have 0.15, Korean read as GB18030 0.27."""

_NOT_ASCII = re.compile(rb"[^\x01-\x7f]")
_FAILED = "\ufffd"
"""What stands in a text where its bytes could not be decoded."""

_ASCII = compiled(r"[\x00-\x7f]+")
_PRINTED_ASCII = r"[\t\n\r\f -~]"
_CONTROLS = compiled(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(code for code in range(0x80) if _CONTROLS.match(chr(code)))
_CUT_OFF = frozenset({"unexpected end of data", "incomplete multibyte sequence", "truncated data"})


class Decoded(NamedTuple):
    """The characters of some bytes, without a byte order mark, and the name of their encoding."""

    text: str
    encoding: str


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
    if _controls_in(data):
        return _strict(data, 0, _guess(data, name, is_utf_8=True), name)
    return Decoded(text, "utf-8")


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
    best = likeliest(sample)
    text = sample.decode(best, "replace")
    strange = _ASCII.sub("", text)
    common = _readable(_ASCII.sub("", fold(strange)))
    known = len(strange) < 20 or common >= PLAUSIBLE * len(strange)
    if not known and is_utf_8:
        best, text, known = "utf-8", sample.decode("utf-8", "replace"), True
    if _is_binary(text) or (not known and _controls_in(sample) > 0.04 * len(sample)):
        raise BinaryDocumentError("这是二进制文件，不是文档，请检查", name)
    if not known:
        raise EncodingError("认不出文件的编码，请用 --encoding 指明", name)
    return best


def likeliest(sample: bytes) -> str:
    """Return the candidate in which a sample looks most like text, the first of equals."""
    texts = [sample.decode(candidate, "replace") for candidate in CANDIDATES]
    # what does not decode is not readable either: where much does not, nothing else has to be counted
    bounds = [(len(text) - 3 * text.count(_FAILED)) / max(1, len(text)) for text in texts]
    most, best = -math.inf, 0
    for place in sorted(range(len(texts)), key=bounds.__getitem__, reverse=True):
        if bounds[place] >= most:
            most, best = max((most, best), (plausibility(texts[place]), -place))
    return CANDIDATES[-best]


def plausibility(text: str) -> float:
    """Return how much a decoded sample looks like Chinese text, at most 1; failures to decode count against it."""
    folded = fold(text)
    failed = folded.count(_FAILED) + len(_CONTROLS.findall(folded))
    return (_readable(folded) - 2 * failed) / max(1, len(folded))


def _readable(folded: str) -> int:
    """Return how many characters of a folded text are printed ASCII or common in Chinese."""
    lexicon = default_lexicon()
    common = lexicon.table("encodings", Entry)[0].patterns[0]
    pattern = lexicon.keep("readable_characters", lambda: compiled(f"(?:{_PRINTED_ASCII}|{common})+"))
    return sum(map(len, pattern.findall(folded)))


def _controls_in(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROL_BYTES))


def _is_binary(text: str) -> bool:
    """Whether a decoded sample is full of controls; the odd one in a text is borne."""
    controls = len(_CONTROLS.findall(text))
    broken = text.count(_FAILED)
    full = controls > 0.2 * len(text) and (controls > 3 or controls > 0.5 * len(text))
    noise = len(text) >= 100 and controls > 0.04 * len(text) and controls + broken > 0.15 * len(text)
    return full or noise


def _strict(data: bytes, skip: int, encoding: str, name: str) -> Decoded:
    """Decode what follows the mark of `skip` bytes, in the first dialect of the encoding that can."""
    dialects = DIALECTS.get(encoding, (encoding,))
    problems: list[UnicodeDecodeError] = []
    for dialect in dialects:
        try:
            text = data[skip:].decode("utf-8" if dialect == "utf-8-sig" else dialect)
            return Decoded(text, encoding if encoding == "big5" else dialect)
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
