"""The shape of the code: small functions with docstrings, small modules, imports that stay in their place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("cli", "analyzers", "lexicons")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TOP_LEVEL = {*PACKAGES, "samples", "tests", "docs"}
FOR_PEOPLE = {"typer", "rich", "click"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> list[Function]:
    """Return all functions of a module, inner ones too."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, Function)]


def length(function: Function) -> int:
    """Return how many lines a function has."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def public_members(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """Yield what a reader of the documentation sees: public functions, classes and their public methods."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_members(node.body)


def is_overload(node: Function | ast.ClassDef) -> bool:
    """Return whether this is a signature of an overloaded function."""
    return any("overload" in ast.unparse(decorator) for decorator in node.decorator_list)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the level (0 for absolute) and the module of every import in a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""
        elif isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)


def name(path: Path) -> str:
    """Return the path below the checkout, which names a test."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_functions_and_classes_say_what_they_are_for(path: Path) -> None:
    bare = [
        f"{node.name} (line {node.lineno})"
        for node in public_members(tree(path).body)
        if not ast.get_docstring(node) and not is_overload(node)
    ]
    assert not bare


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_function_is_over_60_lines_and_no_module_over_400(path: Path) -> None:
    assert not [f"{f.name}: {length(f)} lines" for f in functions(path) if length(f) > 60]
    assert path.read_text(encoding="utf-8").count("\n") <= 400


def test_functions_have_15_lines_or_less_in_the_median() -> None:
    assert median(length(function) for path in MODULES for function in functions(path)) <= 15


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_the_packages_import_one_another_relatively(path: Path) -> None:
    """An editable install hides absolute imports from type checkers; a bare name is another package."""
    absolute = {module.split(".")[0] for level, module in imported(path) if level == 0}
    assert not absolute & {"planscan", *PACKAGES}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_command_line_knows_the_terminal(path: Path) -> None:
    if path.is_relative_to(ROOT / "cli"):
        return
    absolute = {module.split(".")[0] for level, module in imported(path) if level == 0}
    assert not absolute & FOR_PEOPLE


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_importing_a_module_does_not_speak_or_open_files(path: Path) -> None:
    """Calls of print, input and open that run on import, that is outside of functions."""
    called = {
        node.func.id
        for statement in tree(path).body
        if not isinstance(statement, Function | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"print", "input", "open"}


def test_the_top_level_holds_the_folders_of_the_design_and_no_others() -> None:
    generated = {"build", "dist", "htmlcov", "planscan.egg-info"}
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith((".", "__"))}
    assert folders - generated <= TOP_LEVEL
