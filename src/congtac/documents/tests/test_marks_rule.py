"""The left pane: every character of the text stands, every mark at its place."""

from hypothesis import given
from hypothesis import strategies as st

from congtac.documents.rules.marks import INLINE, Mark, Row, lines
from congtac.documents.rules.places import marks_of, place_of
from congtac.documents.rules.proposals import proposals
from congtac.documents.rules.review import items
from congtac.documents.rules.stored import as_stored
from congtac.documents.tests.made import TEXT, at, found


def shown(text: str, marks: list[Mark]) -> str:
    return "\n".join("".join(it.text for it in line.stretches) for line in lines(text, marks))


@given(
    st.text(alphabet="ab \n", max_size=60),
    st.lists(
        st.tuples(st.sampled_from(INLINE), st.integers(-3, 70), st.integers(-3, 70)), max_size=12
    ),
)
def test_no_character_is_lost_or_doubled(text: str, places: list[tuple[str, int, int]]) -> None:
    marks = [Mark(kind, f"s{n}", "x", a, b) for n, (kind, a, b) in enumerate(places)]
    assert shown(text, marks) == text


def test_the_shortest_of_the_marks_over_a_place_is_the_one_to_follow() -> None:
    long, short = Mark("finding", "f1", "f1", 0, 10), Mark("agency", "t1-l1", "t1", 2, 5)
    [line] = lines("abcdefghij", [long, short])
    assert [(it.text, it.top.target if it.top else "") for it in line.stretches] == [
        ("ab", "f1"),
        ("cde", "t1"),
        ("fghij", "f1"),
    ]


def test_a_mark_that_covers_two_lines_stands_in_both() -> None:
    first, second = lines("abc\ndef", [Mark("finding", "f1", "f1", 1, 6)])
    assert [it.text for it in first.stretches if it.top] == ["bc"]
    assert [it.text for it in second.stretches if it.top] == ["de"]


def test_a_task_opens_in_the_line_where_it_begins() -> None:
    first, second = lines("abc\ndef", [Mark("task", "t1", "t1", 1, 6, "1")])
    assert [mark.label for mark in first.opening] == ["1"]
    assert second.opening == ()
    assert second.tasks == ("t1",)


def test_everything_found_has_its_place_in_the_text() -> None:
    standing = items(proposals(as_stored(found())), [])
    by_spot = {mark.spot: TEXT[mark.start : mark.end] for mark in marks_of(standing)}
    assert by_spot["m-number"] == "12/KH-STP"
    assert by_spot["c1-1"] == by_spot["c1-2"] == "34/2016/NĐ-CP"
    assert by_spot["t1-d"] == "chậm nhất ngày 30/6/2024"
    assert by_spot["t1-l1"] == "Sở Tư pháp"
    assert by_spot["t1-c1"] == "Sở Tài chính"
    assert by_spot["f1"] == "Tập huấn cho cán bộ cấp xã."


def test_a_quoted_passage_is_found_though_its_blanks_differ() -> None:
    quoted = "Tập huấn  cho cán bộ\ncấp xã."
    wanted = at("Tập huấn cho cán bộ cấp xã.")
    assert place_of(TEXT, quoted) == (wanted.start, wanted.end)


def test_a_passage_that_is_not_there_has_no_place() -> None:
    assert place_of(TEXT, "không có câu này") is None
    assert place_of(TEXT, "   ") is None


def test_the_block_of_a_task_goes_on_to_its_labels_but_not_into_the_next_task() -> None:
    standing = items(proposals(as_stored(found())), [])
    blocks = {mark.target: mark for mark in marks_of(standing) if mark.kind == "task"}
    assert blocks["t2"].end == at("Hội Luật gia tỉnh").end
    assert blocks["t1"].end <= blocks["t2"].start


def test_a_row_of_a_table_is_shared_among_its_cells() -> None:
    text = "trước\n1 | Rà soát | Sở Tư pháp\nsau"
    row = Row(6, ((6, 7), (10, 17), (20, 30)), 1)
    name = Mark("agency", "t1-l1", "t1", 20, 30)
    before, line, after = lines(text, [name], [row])
    assert [(start, "".join(it.text for it in cell)) for start, cell in line.cells] == [
        (6, "1"),
        (10, "Rà soát"),
        (20, "Sở Tư pháp"),
    ]
    assert line.cells[2][1][0].top == name
    assert (before.table, line.table, after.table) == (0, 1, 0)


@given(st.lists(st.sampled_from(["", "a", "bc"]), min_size=1, max_size=5), st.integers(0, 20))
def test_the_cells_of_a_row_hold_what_the_line_holds(words: list[str], end: int) -> None:
    text, cells, at = " | ".join(words), [], 0
    for word in words:
        cells.append((at, at + len(word)))
        at += len(word) + 3
    [line] = lines(text, [Mark("finding", "f1", "f1", 0, end)], [Row(0, tuple(cells), 1)])
    held = "".join(it.text for _, cell in line.cells for it in cell)
    assert held.replace(" | ", "") == "".join(words)
