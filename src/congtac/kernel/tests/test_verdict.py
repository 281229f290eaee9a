"""Verdicts and problems."""

import pickle

import pytest

from congtac.kernel.problem import Problem
from congtac.kernel.verdict import ALLOWED, Refused, allowed_if, refused
from vanban.model import Unreadable


def test_a_refusal_carries_its_reason_to_the_screen() -> None:
    with pytest.raises(Refused) as raised:
        refused("Đợt này đã khóa.").demand()
    assert raised.value.sentence == "Đợt này đã khóa."


def test_what_is_allowed_passes_in_silence() -> None:
    ALLOWED.demand()
    assert allowed_if(True, "không dùng")
    assert not allowed_if(False, "Không được.")


def test_a_problem_without_a_proper_code_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="ABC-001"):
        Problem("sai", "Câu.")


def test_what_the_reader_says_is_taken_over_word_by_word() -> None:
    problem = Problem.of(Unreadable("SRC-001", "Tệp không có chữ."))
    assert (problem.code, problem.sentence) == ("SRC-001", "Tệp không có chữ.")


@pytest.mark.parametrize("problem", [Problem("ABC-001", "Câu."), Refused("Không được.")])
def test_a_problem_survives_the_way_between_processes(problem: Problem) -> None:
    back = pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own bytes of a line above
    assert type(back) is type(problem)
    assert (back.code, back.sentence) == (problem.code, problem.sentence)
