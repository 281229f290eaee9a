"""Assignment tables: what a column says, group rows, merged cells, dittos, pages without head."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.agencies import Reader
from vanban.model import Cell, Metadata, Row, Source, Task
from vanban.programme import read_tasks
from vanban.tables import TableReader
from vanban.tests.plans import STATE, coordinating, lead, with_tables
from vanban.tests.rule_pages import table
from vanban.text import normalise

HEAD = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]
LISTS = ["1", "Lập sổ gốc", "Sở Y tế", "Sở Nội vụ", "Quý I"]
CLASS = ["2", "Mở lớp bồi dưỡng", "Sở Nội vụ", "", "Tháng 6"]


def read(*pieces: str | list[list[str]], metadata: Metadata = STATE) -> tuple[Task, ...]:
    return read_tasks(normalise(with_tables(*pieces)), metadata)


def said(tasks: tuple[Task, ...]) -> list[tuple[str, str, str, str]]:
    return [(task.path, task.text, lead(task), coordinating(task)) for task in tasks]


@pytest.mark.parametrize(("head", "role"), table("vanban-nhiem-vu", "Bảng phân công"))
def test_it_knows_a_column_by_its_head(head: str, role: str) -> None:
    text = normalise(Source("bang.docx", "docx", head))
    reader = TableReader(text, Reader(text.plain), 2024)
    assert reader._role(Cell(0, len(head))) == role


def test_a_row_is_a_task_with_all_that_its_columns_say() -> None:
    head = [*HEAD, "Sản phẩm", "Cấp trình", "Ghi chú"]
    row = [*LISTS, "Sổ gốc", "UBND tỉnh", "Làm thử"]
    (task,) = read([head, row])
    assert said((task,)) == [("PL.1", "Lập sổ gốc", "Sở Y tế", "Sở Nội vụ")]
    assert (task.mode, task.product, task.reports_to) == ("table", "Sổ gốc", "UBND tỉnh")
    assert (task.deadline.text, task.deadline.kind) == ("Quý I", "quarter")


def test_rows_are_numbered_as_the_table_numbers_them() -> None:
    assert [task.path for task in read([HEAD, LISTS, ["5", *CLASS[1:]]])] == ["PL.1", "PL.5"]


def test_rows_without_numbers_are_counted() -> None:
    found = read([HEAD[1:], LISTS[1:], CLASS[1:]])
    assert [task.path for task in found] == ["PL.1", "PL.2"]


def test_a_table_inside_an_annex_goes_on_with_its_path() -> None:
    found = read("PHỤ LỤC\nDANH MỤC VIỆC\nII. VIỆC THƯỜNG XUYÊN", [HEAD, LISTS])
    assert [task.path for task in found] == ["PL.II.1"]


def test_group_rows_change_the_path() -> None:
    groups = [["I", "VIỆC SỔ SÁCH", "", "", ""], LISTS, ["II", "VIỆC HỌC", "", "", ""], CLASS]
    assert [task.path for task in read([HEAD, *groups])] == ["PL.I.1", "PL.II.2"]


def test_a_group_row_may_be_one_cell_over_all_columns() -> None:
    group = ["I. VIỆC SỔ SÁCH", "<", "<", "<", "<"]
    assert [task.path for task in read([HEAD, group, LISTS])] == ["PL.I.1"]


def test_the_title_of_a_group_may_span_the_columns_after_its_number() -> None:
    group = ["I", "VIỆC SỔ SÁCH", "<", "<", "<"]
    assert [task.path for task in read([HEAD, group, LISTS])] == ["PL.I.1"]


def test_rows_numbered_below_their_group_do_not_repeat_its_number() -> None:
    rows = [["1", "Sổ sách", "", "", ""], ["1.1", *LISTS[1:]], ["1.2", *CLASS[1:]]]
    found = read([HEAD, *rows, ["2", "Tổng kết hai năm", *CLASS[2:]]])
    assert [task.path for task in found] == ["PL.1.1", "PL.1.2", "PL.2"]


def test_rows_marked_with_dashes_are_counted_under_their_group() -> None:
    rows = [["2", "Mở lớp", "", "", ""], ["-", *LISTS[1:]], ["-", *CLASS[1:]]]
    assert [task.path for task in read([HEAD, *rows])] == ["PL.2.-1", "PL.2.-2"]


def test_a_head_of_two_rows_is_read_from_below() -> None:
    upper = ["STT", "Nội dung", "Phân công", "<", "Thời gian"]
    lower = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]
    (task,) = read([upper, lower, LISTS])
    assert (lead(task), coordinating(task)) == ("Sở Y tế", "Sở Nội vụ")


def test_a_row_that_counts_the_columns_gives_no_task() -> None:
    counter = ["(1)", "(2)", "(3)", "(4)", "(5)"]
    assert [task.path for task in read([HEAD, counter, LISTS])] == ["PL.1"]


def test_one_assignment_merged_over_two_rows_is_one_task() -> None:
    assert len(read([HEAD, LISTS, LISTS])) == 1


def test_a_lead_merged_over_two_rows_leads_both() -> None:
    second = ["2", "Lập sổ sao", "Sở Y tế", "", "Quý II"]
    assert [lead(task) for task in read([HEAD, LISTS, second])] == ["Sở Y tế", "Sở Y tế"]


@pytest.mark.parametrize("ditto", ["nt", "-nt-", "như trên", "//", '"'])
def test_a_ditto_says_what_stands_above_it(ditto: str) -> None:
    found = read([HEAD, LISTS, ["2", "Lập sổ sao", ditto, ditto, ditto]])
    assert [(lead(task), coordinating(task), task.deadline.text) for task in found] == [
        ("Sở Y tế", "Sở Nội vụ", "Quý I"),
        ("Sở Y tế", "Sở Nội vụ", "Quý I"),
    ]


def test_a_table_goes_on_after_a_page_without_its_head() -> None:
    assert [task.path for task in read([HEAD, LISTS], [CLASS])] == ["PL.1", "PL.2"]


def test_a_table_of_another_width_does_not_go_on() -> None:
    assert len(read([HEAD, LISTS], [["2", "Kho Nội vụ", "Sở Y tế"]])) == 1


def test_a_table_without_a_column_of_actors_gives_no_task() -> None:
    head = ["STT", "Nội dung", "Thời gian", "Ghi chú"]
    assert read([head, ["1", "Sở Y tế lập sổ gốc", "Quý I", ""]]) == ()


def test_a_row_that_names_nobody_gives_no_task() -> None:
    assert read([HEAD, ["1", "Lập sổ gốc", "", "Sở Nội vụ", "Quý I"]]) == ()


def test_one_column_for_both_gives_the_first_the_lead() -> None:
    head = ["STT", "Nội dung", "Đơn vị chủ trì, phối hợp", "Thời gian"]
    (task,) = read([head, ["1", "Lập sổ gốc", "Sở Y tế; Sở Nội vụ; Công an tỉnh", "Quý I"]])
    assert (lead(task), coordinating(task)) == ("Sở Y tế", "Sở Nội vụ · Công an tỉnh")


def test_paragraphs_of_a_cell_are_agencies_of_their_own() -> None:
    row = ["1", "Lập sổ gốc", "- Sở Y tế||- Sở Nội vụ", "Công an tỉnh||UBND các xã", "Quý I"]
    (task,) = read([HEAD, row])
    assert lead(task) == "Sở Y tế · Sở Nội vụ"
    assert coordinating(task) == "Công an tỉnh · UBND các xã"


def test_a_unit_and_below_it_its_own_ministry_are_one_name() -> None:
    row = ["1", "Lập sổ gốc", "Vụ Kế hoạch||Bộ Y tế", "", "Quý I"]
    (task,) = read([HEAD, row], metadata=Metadata(issuer="Bộ Y tế"))
    assert lead(task) == "Vụ Kế hoạch Bộ Y tế"


def test_a_cell_that_names_the_roles_itself_is_believed() -> None:
    row = ["1", "Lập sổ gốc", "Chủ trì: Sở Y tế||Phối hợp: Sở Nội vụ", "", "Quý I"]
    (task,) = read([HEAD, row])
    assert (lead(task), coordinating(task)) == ("Sở Y tế", "Sở Nội vụ")


def test_the_bullet_of_a_content_is_not_of_its_words() -> None:
    (task,) = read([HEAD, ["1", "- Lập sổ gốc", *LISTS[2:]]])
    assert task.text == "Lập sổ gốc"


def test_a_table_of_text_is_read_like_one_of_word() -> None:
    words = "\n".join(" | ".join(row) for row in (HEAD, LISTS, CLASS))
    source = with_tables([HEAD, LISTS, CLASS])
    assert source.text == words + "\n"
    found = read_tasks(normalise(source), STATE)
    assert [source.text[task.start : task.end] for task in found] == [LISTS[1], CLASS[1]]


def test_places_lead_to_the_words_of_the_cells() -> None:
    source = with_tables("I. VIỆC", [HEAD, LISTS, CLASS])
    for task in read_tasks(normalise(source), STATE):
        assert source.text[task.start : task.end] == task.text
        for agency in (*task.lead, *task.coordinating):
            assert source.text[agency.start : agency.end] == agency.name


def test_rows_shorter_than_the_head_are_read_as_far_as_they_go() -> None:
    assert [lead(task) for task in read([HEAD, LISTS[:3], ["2"], []])] == ["Sở Y tế"]


def test_an_empty_table_gives_nothing() -> None:
    source = Source("bang.docx", "docx", "")
    reader = TableReader(normalise(source), Reader(""), 2024)
    assert list(reader.tasks([], path="PL")) == []
    assert list(reader.tasks([Row(0, 0, ())], path="PL")) == []


def test_two_columns_of_time_give_a_beginning_and_an_end() -> None:
    head = ["STT", "Nội dung", "Chủ trì", "Thời gian bắt đầu", "Thời gian kết thúc"]
    (task,) = read([head, ["1", "Lập sổ gốc", "Sở Y tế", "01/3/2024", "15/5/2024"]])
    assert (task.deadline.kind, str(task.deadline.start), str(task.deadline.end)) == (
        *("range", "2024-03-01"),
        "2024-05-15",
    )


CELLS = ("", "1", "I", "nt", "-", *HEAD, *LISTS, "Sở Y tế; Sở Nội vụ", "Chủ trì: Sở Y tế||Quý I")
ROWS = st.lists(st.lists(st.sampled_from(CELLS), max_size=6), min_size=1, max_size=8)


@given(st.lists(st.one_of(ROWS, st.sampled_from(("I. VIỆC", "PHỤ LỤC", "1. Sở Y tế"))), max_size=4))
def test_tables_of_any_cells_give_tasks_at_their_words(pieces: list[str | list[list[str]]]) -> None:
    source = with_tables(*pieces)
    for task in read_tasks(normalise(source), STATE):
        assert source.text[task.start : task.end] == task.text
        assert task.lead
