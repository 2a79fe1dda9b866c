"""How the time for texts that nobody writes grows with their length: ten times as long should take ten times as long.

Run `python -m tests.benchmarks.hostile [CHARACTERS]`: each text is read at a tenth of that length (1,000,000 unless
said otherwise) and at the whole, by `find_quantities` and by the whole analysis, which gets a tenth of each.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from planscan.analyzers import analyze, find_quantities, read

TEXTS: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "9" * n,
    "grouped digits": lambda n: ("1" + ",000" * (n // 4))[:n] + "0",
    "digits in groups by spaces": lambda n: "123 " * (n // 4),
    "decimal points": lambda n: "1." * (n // 2),
    "Chinese numerals": lambda n: "千万亿百十" * (n // 5),
    "Chinese digits": lambda n: "三" * n,
    "cheques": lambda n: "壹佰" * (n // 2),
    "magnitudes": lambda n: "1" + "万" * n,
    "bounds": lambda n: "超过" * (n // 2),
    "bounds and numbers": lambda n: "不低于5%以上" * (n // 7),
    "dashes": lambda n: "5" + "—" * n,
    "ranges": lambda n: "3—" * (n // 2),
    "shares of shares": lambda n: "百分之" * (n // 3),
    "units of units": lambda n: "5" + "元/人" * (n // 3),
    "brackets": lambda n: "(" * (n // 2) + "5个" + ")" * (n // 2),
    "quotes": lambda n: "“5个" * (n // 3),
    "separators": lambda n: "、" * n,
    "listed numbers": lambda n: "5个、" * (n // 3),
    "words for numbers": lambda n: "翻一番过半" * (n // 5),
    "spaces": lambda n: "5 " + " " * n + "个",
    "years": lambda n: "2025年至" * (n // 6),
    "dates": lambda n: "1月1日至" * (n // 5),
    "ordinals": lambda n: "第" + "三、" * (n // 2),
    "plans": lambda n: "“十四五”" * (n // 5),
    "titles": lambda n: "《2025年" * (n // 6),
}


def seconds(action: Callable[[str], object], text: str) -> float:
    """Return the best of two times, a hundredth of a millisecond at least."""
    times: list[float] = []
    for _ in range(2):
        start = time.perf_counter()
        action(text)
        times.append(time.perf_counter() - start)
    return max(min(times), 1e-5)


def ratio(action: Callable[[str], object], text: Callable[[int], str], length: int) -> tuple[float, float]:
    """Return the seconds for a text of that length, and how many times those for a tenth of it they are."""
    short = seconds(action, text(length // 10))
    whole = seconds(action, text(length))
    return whole, whole / short


def whole_analysis(text: str) -> object:
    """Read and analyse a text as a file is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hostile.txt"
        path.write_text(text, encoding="utf-8")
        return analyze(read(path))


def main() -> None:
    """Print seconds and ratios of all texts."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    sys.stdout.write(f"{'':28}{'find_quantities':>18}{'whole analysis':>22}\n")
    sys.stdout.write(f"{'':28}{f'{length:,}':>12} ratio{f'{length // 10:,}':>16} ratio\n")
    for name, text in TEXTS.items():
        found, grows = ratio(find_quantities, text, length)
        whole, grown = ratio(whole_analysis, text, length // 10)
        sys.stdout.write(f"{name:28}{found:10.2f} s{grows:6.1f}{whole:14.2f} s{grown:6.1f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
