"""A difficulty that a body must answer: the page `docs/rules/difficulties.md`."""

RAISED, ANSWERED, SETTLED, WITHDRAWN = "raised", "answered", "settled", "withdrawn"
DIFFICULTY_STATES = (RAISED, ANSWERED, SETTLED, WITHDRAWN)
DIFFICULTY_KINDS = {
    "difficulty": "Khó khăn",
    "obstacle": "Vướng mắc",
    "proposal": "Kiến nghị, đề xuất",
}
DIFFICULTY_NAMES = {
    RAISED: "Chờ trả lời",
    ANSWERED: "Đã trả lời",
    SETTLED: "Đã giải quyết",
    WITHDRAWN: "Đã rút",
}
DIFFICULTY_COLOURS = {RAISED: "yellow", ANSWERED: "blue", SETTLED: "green", WITHDRAWN: "grey"}
DIFFICULTY_ACTS = {
    "raise": "Nêu",
    "answer": "Trả lời",
    "pass": "Chuyển cơ quan khác",
    "settle": "Đồng ý, kết thúc",
    "insist": "Chưa được, nêu lại",
    "withdraw": "Rút",
}
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
