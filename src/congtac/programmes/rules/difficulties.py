"""A difficulty that a body must answer: the page `docs/rules/difficulties.md`."""

from congtac.kernel.words import Names, gettext_noop

RAISED, ANSWERED, SETTLED, WITHDRAWN = "raised", "answered", "settled", "withdrawn"
DIFFICULTY_STATES = (RAISED, ANSWERED, SETTLED, WITHDRAWN)
DIFFICULTY_KINDS = Names(
    {
        "difficulty": gettext_noop("Khó khăn"),
        "obstacle": gettext_noop("Vướng mắc"),
        "proposal": gettext_noop("Kiến nghị, đề xuất"),
    }
)
DIFFICULTY_NAMES = Names(
    {
        RAISED: gettext_noop("Chờ trả lời"),
        ANSWERED: gettext_noop("Đã trả lời"),
        SETTLED: gettext_noop("Đã giải quyết"),
        WITHDRAWN: gettext_noop("Đã rút"),
    }
)
DIFFICULTY_COLOURS = {RAISED: "yellow", ANSWERED: "blue", SETTLED: "green", WITHDRAWN: "grey"}
DIFFICULTY_ACTS = Names(
    {
        "raise": gettext_noop("Nêu"),
        "answer": gettext_noop("Trả lời"),
        "pass": gettext_noop("Chuyển cơ quan khác"),
        "settle": gettext_noop("Đồng ý, kết thúc"),
        "insist": gettext_noop("Chưa được, nêu lại"),
        "withdraw": gettext_noop("Rút"),
    }
)
FROM = {
    "answer": (RAISED,),
    "pass": (RAISED,),
    "settle": (ANSWERED,),
    "insist": (ANSWERED,),
    "withdraw": (RAISED, ANSWERED),
}
TO = {
    "answer": ANSWERED,
    "pass": RAISED,
    "settle": SETTLED,
    "insist": RAISED,
    "withdraw": WITHDRAWN,
}
BY_WHO_RAISED = ("settle", "insist", "withdraw")


def objection_to_difficulty(act: str, *, state: str, words: str) -> str | None:
    """Why this act may not follow on a difficulty: a code of the catalogue, or nothing."""
    if state not in FROM[act]:
        return "PRG-060"
    return None if act == "settle" or words.strip() else "PRG-043"
