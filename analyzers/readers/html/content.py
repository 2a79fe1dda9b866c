"""Where the text of a page is: the element of its content, without the furniture around and in it."""

from __future__ import annotations

from ....lexicons.compiling import compiled
from .parts import is_part
from .tree import Element, elements, is_hidden, remove

_SENTENCE = compiled(r"[，。；、！？,;]")
_WORD = compiled(r"\w")
_CONTAINERS = frozenset(
    "html body div section article main td th tr tbody table form center font span ul".split()  # noqa: SIM905
)
"""Elements that may hold a whole text. Others, `p` above all, are a piece of one."""

_MOSTLY = 0.9
"""Share of the prose around it from which an element inside counts as the whole: the rest is bylines."""
_HALF = 0.5


class Prose:
    """How many characters of running text each element of a page holds, those in links not counted.

    Navigation is links and short labels; what a page has to say is sentences.
    """

    def __init__(self, root: Element) -> None:
        """Count once for the whole tree; it holds until the tree is changed."""
        self._kept = list(elements(root))  # ids of elements are only good as long as somebody holds them
        self._weights: dict[Element, int] = dict.fromkeys(self._kept, 0)
        linked: set[Element] = set()
        for element in self._kept:
            parent = element.getparent()
            if element.tag == "a" or (parent is not None and parent in linked):
                linked.add(element)
            else:
                self._weights[element] += _weight(element.text)
            if parent is not None and parent in self._weights and parent not in linked:
                self._weights[parent] += _weight(element.tail)
        for element in reversed(self._kept):
            parent = element.getparent()
            if parent is not None and parent in self._weights:
                self._weights[parent] += self._weights[element]

    def of(self, element: Element) -> int:
        """Return the count of an element and all that it holds."""
        return self._weights[element]


def _weight(text: str | None) -> int:
    """Return the characters of a text that reads as sentences; a text without a mark counts a tenth."""
    if not text:
        return 0
    count = len(_WORD.findall(text))
    return count * 10 if _SENTENCE.search(text) else count


def strip_unseen(root: Element) -> None:
    """Remove what a browser does not show, but for what holds most of the text: some show it when loaded."""
    hidden = [element for element in elements(root) if element is not root and is_hidden(element)]
    if not hidden:
        return
    prose = Prose(root)
    most = prose.of(root) * _HALF
    for element in hidden:
        if prose.of(element) <= most or _is_code(element):
            remove(element)


def _is_code(element: Element) -> bool:
    return element.tag in {"head", "script", "style", "noscript", "template"}


def strip_furniture(root: Element) -> list[Element]:
    """Remove menus, breadcrumbs, share bars, lists of other pages and footers; return them in document order.

    What holds most of the prose stays, whatever its name says.
    """
    prose = Prose(root)
    most = prose.of(root) * _HALF
    removed: list[Element] = []
    for element in list(elements(root)):
        inside = element is not root and element.tag != "body" and root in element.iterancestors()
        if inside and prose.of(element) <= most and is_part(element, "furniture"):
            remove(element)
            removed.append(element)
    return removed


def find_content(root: Element) -> Element:
    """Return the element that holds the text of a page, once its furniture is gone.

    The element that content management systems name for it counts if it holds most of the page's prose; else
    the smallest one that does.
    """
    prose = Prose(root)
    named = [element for element in elements(root) if is_part(element, "content")]
    best = max(named, key=prose.of, default=None)
    if best is None or prose.of(best) < _HALF * prose.of(root):
        return _densest(root, prose)
    inside = [e for e in named if prose.of(e) >= _MOSTLY * prose.of(best) and best in e.iterancestors()]
    return inside[-1] if inside else best


def _densest(root: Element, prose: Prose) -> Element:
    """Go down from the root for as long as one part holds nearly all prose."""
    place = root
    while True:
        inner = max((e for e in place if e.tag in _CONTAINERS), key=prose.of, default=None)
        if inner is None or prose.of(inner) < _MOSTLY * prose.of(place) or prose.of(inner) == 0:
            return place
        place = inner
