"""Small documents around a sentence, of the kinds in which a number may or may not be a target."""

from __future__ import annotations

PLAN = (
    "某市软件产业发展规划（2026—2030年）\n\n一、总体要求\n\n坚持创新发展。\n\n二、发展目标\n\n{goal}\n\n"
    "三、重点任务\n\n{task}\n\n四、保障措施\n\n加强领导。\n"
)
REPORT = (
    "某市政府工作报告\n\n2026年1月12日在某市第八届人民代表大会第六次会议上\n\n各位代表：\n\n"
    "现在，我代表市人民政府向大会报告工作，请予审议。\n\n一、2025年工作回顾\n\n过去一年，我们扎实工作。\n\n"
    "二、2026年主要任务\n\n{text}\n"
)
POLICY = "某市支持软件产业发展若干措施\n\n2026年3月1日\n\n一、支持软件企业\n\n{text}\n\n二、附则\n\n本措施自印发之日起施行。\n"


def document(text: str, place: str = "goal") -> str:
    """Return a document that says `text` in its goals, in a task, in a report's programme or in a support policy."""
    if place == "report":
        return REPORT.format(text=text)
    if place == "policy":
        return POLICY.format(text=text)
    return PLAN.format(
        goal=text if place == "goal" else "产业稳步发展。", task=text if place == "task" else "推进技术攻关。"
    )
