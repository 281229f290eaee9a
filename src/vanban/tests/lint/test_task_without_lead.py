"""VB-025: a lead for each task."""

from vanban.lint import task_without_lead as rule
from vanban.tests.lint.paper import marked, task

TABLE = (
    "STT | Nội dung công việc | Đơn vị chủ trì | Thời gian\n"
    "1 | Lập danh sách đại biểu | Văn phòng | Tháng 5/2024\n"
    "2 | In tài liệu | {} | Tháng 6/2024"
)
BLOCK = (
    "1. Rà soát quy chế phối hợp.\n\n- Cơ quan {}: Sở Tư pháp.\n\n"
    "- Cơ quan phối hợp: Công an tỉnh.\n\n"
    "2. Báo cáo kết quả."
)


def test_it_finds_a_task_that_nobody_leads() -> None:
    words = "Tổ chức hội nghị giao ban."
    assert marked(rule, words, task(words, words)) == [words]


def test_it_finds_an_empty_cell_for_the_lead() -> None:
    assert marked(rule, TABLE.format("")) == ["In tài liệu"]


def test_it_finds_a_block_with_coordinators_alone() -> None:
    words = BLOCK.replace("- Cơ quan {}: Sở Tư pháp.\n\n", "")
    assert marked(rule, words) == ["1. Rà soát quy chế phối hợp."]


def test_it_leaves_tasks_rows_and_blocks_with_a_lead() -> None:
    words = "Văn phòng tổ chức hội nghị giao ban."
    assert marked(rule, words, task(words, words, lead="Văn phòng")) == []
    assert marked(rule, TABLE.format("Văn phòng")) == []
    assert marked(rule, BLOCK.format("chủ trì")) == []


def test_it_leaves_a_group_row() -> None:
    words = (
        TABLE.format("Văn phòng")
        + "\nII | Sau hội nghị | |\n3 | Gửi thư cảm ơn | Văn phòng | Tháng 7/2024"
    )
    assert marked(rule, words) == []
