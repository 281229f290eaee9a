"""What a new version changed: the table of `docs/rules/shelf.md`, and what holds always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.documents.rules.review import Item
from congtac.documents.rules.times import no_time
from congtac.documents.rules.versions import (
    ADDED,
    CHANGED,
    GONE,
    SAME,
    counts,
    task_changes,
    text_changes,
)


def task(path: str, text: str, lead: str = "Sở Tư pháp") -> Item:
    content = {
        "path": path,
        "text": text,
        "start": 0,
        "end": 1,
        "lead": [{"name": lead, "is_request": False, "start": None, "end": None}],
        "coordinating": [],
        "deadline": no_time(),
        "product": None,
        "reports_to": None,
        "recurrence": None,
        "field": "",
    }
    return Item("task", f"t{path}", content, content, "proposed")


REVIEW = "Rà soát văn bản"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (task("1", REVIEW), task("1", REVIEW), [SAME]),
        (task("1", REVIEW), task("2", REVIEW), [SAME]),
        (task("1", REVIEW), task("1", "Rà soát toàn bộ văn bản"), [CHANGED]),
        (task("1", REVIEW, "A"), task("1", REVIEW, "B"), [CHANGED]),
        (task("1", REVIEW), task("1", "Tập huấn cho cán bộ"), [ADDED, GONE]),
    ],
)
def test_each_task_is_told_by_what_became_of_it(old: Item, new: Item, told: list[str]) -> None:
    assert [it.what for it in task_changes([old], [new])] == told


def test_a_change_says_what_the_field_was_before() -> None:
    [changed] = task_changes([task("1", REVIEW, "A")], [task("1", REVIEW, "B")])
    assert [(it.label, it.proposed) for it in changed.changes] == [("Chủ trì", "A")]


words = st.sampled_from(["rà", "soát", "văn", "bản", "tập", "huấn", "cán", "bộ"])
texts = st.lists(words, min_size=1, max_size=5).map(" ".join)
tasks = st.lists(st.tuples(st.sampled_from("123"), texts), max_size=6).map(
    lambda rows: [task(path, text) for path, text in rows]
)


@given(tasks, tasks)
def test_every_task_of_both_versions_is_told_once(old: list[Item], new: list[Item]) -> None:
    told = task_changes(old, new)
    counted = counts(told)
    assert counted[SAME] + counted[CHANGED] + counted[GONE] == len(old)
    assert counted[SAME] + counted[CHANGED] + counted[ADDED] == len(new)


@given(tasks)
def test_a_version_that_changed_nothing_is_told_as_the_same(old: list[Item]) -> None:
    assert counts(task_changes(old, old))[SAME] == len(old)


def spoken(paragraphs: object, *kinds: str) -> str:
    shown = (it for it in paragraphs if not it.fold)  # type: ignore[attr-defined]  # a tuple of them
    return "\n".join("".join(s.text for s in it.stretches if s.what in kinds) for it in shown)


def test_a_changed_paragraph_is_told_word_by_word_and_the_rest_is_folded() -> None:
    old = "\n".join(["Đầu", "Hai", "Ba", "Xong trước ngày 30/6/2024 tại tỉnh", "Năm", "Sáu", "Bảy"])
    new = old.replace("30/6/2024", "15/7/2024").replace("Bảy", "Bảy\nThêm đoạn cuối này")
    told = text_changes(old, new)
    assert [(it.what, it.fold) for it in told] == [
        (SAME, 2),
        (SAME, 0),
        (CHANGED, 0),
        (SAME, 0),
        (SAME, 1),
        (SAME, 0),
        (ADDED, 0),
    ]
    assert [(it.what, it.text.strip()) for it in told[2].stretches] == [
        (SAME, "Xong trước ngày"),
        (GONE, "30/6/2024"),
        (ADDED, "15/7/2024"),
        (SAME, "tại tỉnh"),
    ]


@given(st.lists(texts, max_size=8), st.lists(texts, max_size=8))
def test_no_word_of_either_text_is_lost(old: list[str], new: list[str]) -> None:
    told = text_changes("\n".join(old), "\n".join(new))
    folded = sum(it.fold for it in told)
    for rows, kinds in ((old, (SAME, GONE)), (new, (SAME, ADDED))):
        shown = spoken(told, *kinds).split()
        kept = " ".join(rows).split()
        assert len(shown) <= len(kept)
        if not folded:
            assert sorted(shown) == sorted(kept)


def test_texts_that_differ_in_blanks_alone_are_the_same() -> None:
    [only] = text_changes("a  b\n\nc", "a b\nc")
    assert only.fold == 2
