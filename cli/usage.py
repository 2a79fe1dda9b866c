"""What is wrong with a command line, in one Chinese sentence."""

from __future__ import annotations

from typing import Any


def explained(problem: Any) -> str:  # noqa: ANN401 - typer's errors have no public classes
    """Return a sentence for what typer has to say against the arguments.

    Args:
        problem: an exception of typer: NoSuchOption, BadParameter, BadOptionUsage, or another UsageError.
    """
    sentence = _SENTENCES.get(type(problem).__name__, _other)(problem)
    context = problem.ctx
    return f"{sentence}（用法见 {context.command_path if context else 'planscan'} --help）"


def _no_such_option(problem: Any) -> str:  # noqa: ANN401
    near = f"，是否要用 {'、'.join(problem.possibilities)}" if problem.possibilities else ""
    return f"没有 {problem.option_name} 这个选项{near}"


def _bad_parameter(problem: Any) -> str:  # noqa: ANN401
    name = "/".join(problem.param.opts) if problem.param else "参数"
    choices = getattr(getattr(problem.param, "type", None), "choices", None)
    return f"{name} 只能是 {'、'.join(choices)}" if choices else f"{name} 的值不对：{problem.message}"


def _bad_option_usage(problem: Any) -> str:  # noqa: ANN401
    return f"选项 {problem.option_name} 缺少值，或带了不该有的值"


def _other(problem: Any) -> str:  # noqa: ANN401
    return f"命令行有误：{problem.format_message().rstrip('.')}"


_SENTENCES = {
    "NoSuchOption": _no_such_option,
    "BadParameter": _bad_parameter,
    "BadOptionUsage": _bad_option_usage,
}
