"""Tasks: what counts, who leads, how blocks are split, what is refused; each tied to its place."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.model import Metadata, Task
from vanban.tests.growth import growth
from vanban.tests.plans import coordinating, lead, tasks
from vanban.tests.rule_pages import table

PAGE = "vanban-nhiem-vu"
ONE = table(PAGE, "Một câu, một nhiệm vụ")
MANY = table(PAGE, "Nhiều phần, nhiều nhiệm vụ")
NONE = table(PAGE, "Không phải nhiệm vụ")


@pytest.mark.parametrize(("words", "mode", "leads", "others"), ONE)
def test_one_sentence_gives_one_task(words: str, mode: str, leads: str, others: str) -> None:
    found = tasks(words)
    assert [(task.mode, lead(task), coordinating(task)) for task in found] == [
        (mode, leads, others)
    ]


@pytest.mark.parametrize(("words", "expected"), MANY)
def test_blocks_are_split_where_somebody_else_or_something_else_is_named(
    words: str, expected: str
) -> None:
    assert " · ".join(f"{task.path}: {lead(task)}" for task in tasks(words)) == expected


@pytest.mark.parametrize(("words", "why"), NONE)
def test_it_refuses(words: str, why: str) -> None:
    assert tasks(words) == (), why


def test_news_gives_no_task() -> None:
    words = "Sở Y tế chủ trì mở ba lớp tập huấn cho bác sĩ vùng cao.\n"
    assert tasks(words, Metadata(layout="news")) == ()
    assert len(tasks("1. " + words)) == 1


def test_a_page_that_tells_a_plan_gives_its_tasks() -> None:
    words = "Sở Y tế mở ba lớp tập huấn cho bác sĩ vùng cao.\n"
    (task,) = tasks(words, Metadata(layout="news", number="12/KH-UBND"))
    assert lead(task) == "Sở Y tế"


def test_what_a_plan_requires_is_no_task_but_what_a_letter_requires_is() -> None:
    words = "I. YÊU CẦU\n1. Các lực lượng nắm chắc địa bàn, xác định rõ đối tượng.\n"
    assert tasks(words, Metadata(type="Kế hoạch")) == ()
    assert len(tasks(words, Metadata(type="Công văn"))) == 1


def test_the_time_may_stand_before_the_brackets_that_say_who_acts() -> None:
    (task,) = tasks("1. Tư vấn cho doanh nghiệp vào thứ Năm hằng tuần (Phòng Tư pháp thực hiện).")
    assert (lead(task), task.deadline.kind) == ("Phòng Tư pháp", "ongoing")


def test_a_request_is_marked_and_an_assignment_is_not() -> None:
    asked, told = tasks(
        "1. Đề nghị Hội Luật gia tỉnh cử hội viên dự lớp.\n2. Giao Sở Nội vụ lập danh sách dự lớp."
    )
    assert [agency.is_request for agency in (*asked.lead, *told.lead)] == [True, False]


def test_a_letter_gives_tasks_in_the_open() -> None:
    words = (
        "Kính gửi:\n- Phòng Tư pháp;\n- Công an huyện.\n"
        "UBND huyện giao Phòng Tư pháp lập danh sách tổ hòa giải, gửi trước ngày 12/4/2024.\n"
        "Trên đây là ý kiến của UBND huyện, Phòng Tư pháp nghiên cứu thực hiện.\n"
    )
    (task,) = tasks(words)
    assert (task.path, lead(task)) == ("", "Phòng Tư pháp")
    assert task.deadline.text == "trước ngày 12/4/2024"


def test_a_preamble_that_calls_agencies_gives_its_points_their_lead() -> None:
    words = (
        "Chủ tịch UBND tỉnh yêu cầu các sở, ngành, UBND các huyện thực hiện các việc sau:\n"
        "1. Rà soát danh sách hộ nghèo.\n2. Sở Y tế mở đợt khám lưu động ở vùng cao.\n"
    )
    assert [lead(task) for task in tasks(words)] == ["các sở, ngành · UBND các huyện", "Sở Y tế"]


def test_a_call_inside_a_section_gives_its_points_their_lead() -> None:
    words = (
        "II. NHIỆM VỤ TRỌNG TÂM\n"
        "Chủ tịch UBND tỉnh yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:\n"
        "1. Rà soát danh sách hộ nghèo.\n2. Lập sổ theo dõi.\n"
    )
    assert [(task.path, lead(task)) for task in tasks(words)] == [
        ("II.1", "các sở, ngành"),
        ("II.2", "các sở, ngành"),
    ]


def test_a_request_below_a_call_names_its_own_agency() -> None:
    words = (
        "Sở Tư pháp đề nghị các cơ quan, đơn vị thực hiện các nội dung sau:\n"
        "1. Rà soát văn bản.\n2. Đề nghị Sở Nội vụ cung cấp phương án sắp xếp.\n"
    )
    assert [lead(task) for task in tasks(words)] == ["các cơ quan, đơn vị", "Sở Nội vụ"]


def test_the_list_of_the_heading_holds_where_a_point_names_some_of_it() -> None:
    words = (
        "1. Sở Y tế và Sở Nội vụ:\n- Lập danh sách bác sĩ.\n- Sở Y tế chủ trì mở lớp bồi dưỡng.\n"
    )
    first, second = tasks(words)
    assert lead(first) == "Sở Y tế · Sở Nội vụ"
    assert second.mode == "explicit"


def test_a_title_goes_with_the_sentence_that_assigns_it() -> None:
    words = "1. Số hóa sổ hộ tịch\nPhòng Tư pháp chủ trì, phối hợp với Công an huyện thực hiện.\n"
    (task,) = tasks(words)
    assert task.text.startswith("Số hóa sổ hộ tịch Phòng Tư pháp chủ trì")
    assert (lead(task), coordinating(task)) == ("Phòng Tư pháp", "Công an huyện")


def test_a_time_over_the_points_is_the_time_of_each() -> None:
    words = (
        "1. Sở Y tế:\n- Lập danh sách bác sĩ vùng cao.\n- Mở lớp bồi dưỡng ở huyện.\n"
        "Thời gian: Quý II.\n"
    )
    assert [task.deadline.text for task in tasks(words)] == ["Quý II", "Quý II"]


@pytest.mark.parametrize(
    ("title", "date_year", "end"),
    [
        ("Kế hoạch số hóa năm 2026", 2025, "2026-03-15"),
        ("Kế hoạch số hóa", 2025, "2025-03-15"),
    ],
)
def test_a_year_not_said_is_that_of_the_plan(title: str, date_year: int, end: str) -> None:
    metadata = Metadata(title=title, date=dt.date(date_year, 12, 20))
    (task,) = tasks("1. Sở Y tế gửi danh sách bác sĩ trước ngày 15/3.", metadata)
    assert task.deadline.end == dt.date.fromisoformat(end)


def test_a_year_that_nobody_says_is_not_guessed() -> None:
    (task,) = tasks("1. Sở Y tế gửi danh sách bác sĩ trước ngày 15/3.", Metadata())
    assert (task.deadline.kind, task.deadline.end) == ("none", None)


SAMPLES = [*(row[0] for row in (*ONE, *MANY, *NONE)), "", "II. YÊU CẦU", "PHỤ LỤC\nDANH MỤC SỔ"]
GLUED = st.lists(st.sampled_from(SAMPLES), max_size=8).map("\n".join)


def check(words: str, found: tuple[Task, ...]) -> None:
    """Tasks stand in the order of the text, each at its words, each name at its letters."""
    assert [task.start for task in found] == sorted(task.start for task in found)
    for task in found:
        assert task.lead
        assert task.text == " ".join(words[task.start : task.end].split())
        assert task.mode in {"labelled", "explicit", "responsible", "coordinate"}
        for agency in (*task.lead, *task.coordinating):
            assert agency.name == " ".join(words[agency.start : agency.end].split())
        if task.deadline.span:
            said = words[task.deadline.span.start : task.deadline.span.end]
            assert task.deadline.text == " ".join(said.split())


@pytest.mark.parametrize("words", SAMPLES)
def test_each_task_stands_at_its_words(words: str) -> None:
    check(words, tasks(words))


@given(GLUED)
def test_tasks_of_glued_plans_stand_in_order_at_their_words(words: str) -> None:
    check(words, tasks(words))


@given(GLUED, st.data())
def test_a_cut_plan_is_read_too(words: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words)))
    check(words[at:], tasks(words[at:]))
    check(words[:at], tasks(words[:at]))


@given(st.text(alphabet="Sở Tưpháp chủtrì,.:;()-+*1aI/\n|", max_size=300))
def test_letters_in_any_order_are_read(words: str) -> None:
    check(words, tasks(words))


HEAVY = {
    "plans": "\n".join(SAMPLES) + "\n",
    "bullets": "- Sở Y tế lập sổ.\n",
    "labels": "Chủ trì:\n- Sở Y tế\n",
    "one paragraph": "Sở Y tế chủ trì, phối hợp với Sở Nội vụ lập sổ. ",
    "one list": "theo Sở Y tế, ",
    "one call": "yêu cầu Sở Y tế ",
    "brackets": "lập sổ (do Sở Y tế ",
}


@pytest.mark.parametrize("piece", HEAVY.values(), ids=HEAVY)
def test_twice_the_text_takes_at_most_three_times_the_time(piece: str) -> None:
    assert growth(lambda words: tasks(f"1. Sở Y tế:\n{words}"), piece, length=8_000) <= 3
