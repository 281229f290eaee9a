"""VB-026: a time for each task."""

from dataclasses import replace
from datetime import date

from vanban.lint import task_without_time as rule
from vanban.model import Task
from vanban.tests.lint.paper import faults, paper, task

WORDS = "Rà soát. Tập huấn. Kiểm tra. Báo cáo. Tổng kết."


def tasks(*timed: bool, mode: str = "explicit") -> list[Task]:
    names = [name.strip() + "." for name in WORDS.split(".")]
    made = []
    for at, has_time in enumerate(timed):
        said = "ngày 15/3/2024" if has_time else ""
        one = task(WORDS, names[at], due=date(2024, 3, 15) if has_time else None, said=said)
        made.append(replace(one, path=f"II.{at + 1}", mode=mode))
    return made


def test_it_finds_the_labelled_task_whose_time_was_forgotten() -> None:
    (finding,) = faults(rule, paper(WORDS, *tasks(True, False, True, mode="labelled")))
    assert WORDS[finding.start : finding.end] == "Tập huấn."
    assert finding.severity == "warning"


def test_it_finds_one_timeless_task_in_prose_as_a_note() -> None:
    (finding,) = faults(rule, paper(WORDS, *tasks(True, False, True)))
    assert finding.severity == "note"
    assert "II.2" in finding.message


def test_it_says_it_once_of_a_paper_that_gives_no_times() -> None:
    (finding,) = faults(rule, paper(WORDS, *tasks(False, False, False, False, False)))
    assert "5 nhiệm vụ" in finding.message


def test_it_leaves_tasks_with_a_time_a_rhythm_or_vague_words() -> None:
    yearly = replace(tasks(False)[0], recurrence="hằng năm")
    assert faults(rule, paper(WORDS, yearly, *tasks(True, True))) == []
