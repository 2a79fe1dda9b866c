"""What the benchmarks read: the annotated documents that are text or Markdown, or the samples without them."""

from __future__ import annotations

from pathlib import Path

from planscan.analyzers import read
from planscan.analyzers.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "samples"
TEXTS = (".txt", ".md")


def annotated() -> tuple[Path, ...]:
    """Return the text and Markdown documents of the corpus that are annotated; the samples where it is absent."""
    numbers = {path.stem for path in (SHARED / "gold" / "dev").glob("*.yaml")}
    found = [p for p in corpus(*TEXTS) if p.name[:3] in numbers]
    return tuple(found) or tuple(sorted(p for p in SAMPLES.iterdir() if p.suffix in TEXTS))


def corpus(*suffixes: str) -> tuple[Path, ...]:
    """Return the documents of the corpus with one of these suffixes, in the order of their names."""
    folder = SHARED / "corpus"
    return tuple(sorted(p for p in folder.glob("*") if p.suffix in suffixes))


def corpus_of(characters: int) -> str:
    """Return a text of about so many characters: the documents of the corpus, or the samples, one behind the other."""
    paths = corpus(*TEXTS) or annotated()
    whole = "\n".join(read(path).text for path in paths if is_readable(path))
    return (whole + "\n") * (characters // len(whole)) + whole[: characters % len(whole)]


def is_readable(path: Path) -> bool:
    """Tell whether planscan reads a document: some of the corpus are broken on purpose."""
    try:
        read(path)
    except InputError:
        return False
    return True


def plan_of(characters: int) -> str:
    """Return a text of about so many characters: the sections of a sample plan, over and over."""
    text = (SAMPLES / "digital-economy-plan.txt").read_text(encoding="utf-8")
    return (text + "\n") * max(1, round(characters / len(text)))
