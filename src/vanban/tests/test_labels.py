"""Label lines under a task: which they are, where their value ends, whose they are."""

import pytest

from vanban.labels import labels_in
from vanban.tests.plans import coordinating, lead, tasks


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Cơ quan chủ trì: Sở Tư pháp", "lead"),
        ("- Đơn vị chủ trì thực hiện: Sở Tư pháp", "lead"),
        ("* Chủ trì: Sở Tư pháp", "lead"),
        ("+ Đơn vị thực hiện: Sở Tư pháp", "lead"),
        ("Phân công thực hiện: Sở Tư pháp", "lead"),
        ("Trách nhiệm thực hiện: Sở Tư pháp", "lead"),
        ("Cơ quan, đơn vị thực hiện: Sở Tư pháp", "lead"),
        ("Người thực hiện: Nguyễn Thu Hà", "lead"),
        ("Đầu mối thực hiện: Sở Tư pháp", "lead"),
        ("Cơ quan phối hợp: Công an tỉnh", "coordinating"),
        ("- Phối hợp: Công an tỉnh", "coordinating"),
        ("Các đơn vị phối hợp thực hiện: Công an tỉnh", "coordinating"),
        ("Đơn vị tham gia: Công an tỉnh", "coordinating"),
        ("Cơ quan chủ trì, phối hợp: Sở Tư pháp", "both"),
        ("Thời gian: Quý I", "time"),
        ("Thời gian thực hiện: Quý I", "time"),
        ("Thời hạn hoàn thành: Quý I", "time"),
        ("c) Tiến độ: Quý I", "time"),
        ("Sản phẩm: Báo cáo", "product"),
        ("Kết quả đầu ra: Báo cáo", "product"),
        ("Cấp trình: UBND tỉnh", "reports_to"),
        ("Địa điểm tập huấn: Hội trường huyện", "other"),
    ],
)
def test_it_knows_the_label(line: str, kind: str) -> None:
    found = labels_in(line.lower(), 0, len(line))
    assert [label.kind for label in found] == [kind]
    assert line[found[0].value :].strip() == line.split(":")[1].strip()


@pytest.mark.parametrize(
    "line",
    [
        "Sở Tư pháp chủ trì soạn thảo đề án",
        "Các cơ quan phối hợp chặt chẽ",
        "Lập danh mục gồm: sổ gốc, sổ sao",
        "Thời gian qua, số vụ việc tăng",
        "",
    ],
)
def test_it_takes_no_sentence_for_a_label(line: str) -> None:
    assert labels_in(line.lower(), 0, len(line)) == []


def test_several_labels_in_a_line_end_where_the_next_begins() -> None:
    line = "Chủ trì: Sở Y tế; Phối hợp: Sở Nội vụ; Thời gian: Quý I"
    found = labels_in(line.lower(), 0, len(line))
    assert [line[label.value : label.end].strip(" ;") for label in found] == [
        "Sở Y tế",
        "Sở Nội vụ",
        "Quý I",
    ]


BLOCK = "1. Chuẩn hóa sổ sách\na) Thống kê sổ cũ.\nb) Lập sổ mới.\n"


def test_labels_after_the_last_point_belong_to_all_points() -> None:
    words = BLOCK + "- Chủ trì: Sở Tư pháp;\n- Phối hợp: Sở Y tế;\n- Thời gian: Quý II.\n2. Hết"
    (task,) = tasks(words)
    assert (task.path, lead(task), coordinating(task)) == ("1", "Sở Tư pháp", "Sở Y tế")
    assert task.deadline.kind == "quarter"
    assert words[task.start : task.end].startswith("Chuẩn hóa sổ sách")
    assert words[task.start : task.end].endswith("b) Lập sổ mới.")


def test_labels_of_the_last_section_are_not_those_of_labelled_points_before() -> None:
    labels = "- Chủ trì: {}.\n- Thời gian: Quý II.\n"
    words = (
        "III. NỘI DUNG\n1. Sổ sách\n1.1. Thống kê sổ cũ.\n"
        + labels.format("Sở Tư pháp")
        + "1.2. Lập sổ mới.\n"
        + labels.format("Sở Y tế")
        + "2. Kiểm tra\nKiểm tra hồ sơ.\n"
        + labels.format("Thanh tra tỉnh")
    )
    assert [lead(task) for task in tasks(words)] == ["Sở Tư pháp", "Sở Y tế", "Thanh tra tỉnh"]


def test_a_label_within_a_sentence_names_who_does_it() -> None:
    words = "1. Tổ chức cuộc thi. Thực hiện: Phòng Tư pháp. Phối hợp: Sở Y tế. Thời điểm: Quý II."
    (task,) = tasks(words)
    assert (lead(task), coordinating(task)) == ("Phòng Tư pháp", "Sở Y tế")
    assert task.deadline.kind == "quarter"


def test_labels_under_a_single_point_are_its_own() -> None:
    words = "Thống kê sổ cũ ở các phường, xã."
    (task,) = tasks(f"1. Chuẩn hóa sổ sách\na) {words}\nChủ trì: Sở Tư pháp.\n")
    assert (task.path, task.text) == ("1.a", words)


def test_a_very_short_content_is_quoted_with_its_labels() -> None:
    (task,) = tasks("1. Sổ gốc.\nChủ trì: Sở Tư pháp.\n")
    assert task.text == "Sổ gốc. Chủ trì: Sở Tư pháp."


def test_a_label_without_a_value_takes_the_bullets_below_it() -> None:
    words = "1. In sổ mẫu.\nChủ trì:\n- Sở Y tế;\n- Sở Nội vụ.\nPhối hợp:\n- Công an tỉnh.\n"
    (task,) = tasks(words)
    assert (lead(task), coordinating(task)) == ("Sở Y tế · Sở Nội vụ", "Công an tỉnh")


def test_labels_give_product_and_receiver() -> None:
    (task,) = tasks(
        "1. Đánh giá hai năm số hóa.\nChủ trì: Sở Y tế.\n"
        "Sản phẩm: Báo cáo đánh giá.\nCấp trình: UBND tỉnh.\n"
    )
    assert (task.product, task.reports_to) == ("Báo cáo đánh giá", "UBND tỉnh")


def test_a_label_that_names_nobody_leaves_the_task_without_a_lead() -> None:
    assert tasks("1. In sổ mẫu.\nChủ trì: Không.\nThời gian: Quý I.\n") == ()


def test_a_time_in_the_words_counts_where_no_label_says_one() -> None:
    (task,) = tasks("1. Gửi sổ mẫu về xã trước ngày 15/4/2024.\nChủ trì: Sở Tư pháp.\n")
    assert (task.deadline.text, task.deadline.kind) == ("trước ngày 15/4/2024", "date")


def test_a_task_whose_labels_say_no_time_has_none() -> None:
    (task,) = tasks("1. Gửi sổ mẫu về xã.\nChủ trì: Sở Tư pháp.\n")
    assert (task.deadline.text, task.deadline.kind) == (None, "none")


def test_a_request_in_a_label_is_marked() -> None:
    (task,) = tasks("1. Tư vấn lưu động.\nChủ trì: Đề nghị Hội Luật gia tỉnh.\n")
    assert [(a.name, a.is_request) for a in task.lead] == [("Hội Luật gia tỉnh", True)]


def test_it_names_the_rhythm_of_a_task_that_comes_again() -> None:
    (task,) = tasks("1. Đối chiếu sổ.\nChủ trì: Sở Tư pháp.\nThời gian: Định kỳ hằng quý.\n")
    assert (task.recurrence, task.deadline.kind) == ("quarterly", "ongoing")
