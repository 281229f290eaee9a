"""The outline: marks of every kind, the path by which people cite a part, true places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.model import Node, Source
from vanban.outline import mark_of, read_outline
from vanban.tests.growth import growth
from vanban.text import normalise


def outline(words: str) -> tuple[Node, ...]:
    return read_outline(normalise(Source("dan-y.txt", "txt", words)))


def walk(nodes: tuple[Node, ...]) -> list[Node]:
    return [found for node in nodes for found in (node, *walk(node.children))]


def paths(words: str) -> list[str]:
    return [node.path for node in walk(outline(words))]


@pytest.mark.parametrize(
    ("line", "level", "label"),
    [
        ("Phần thứ nhất", "part", "Phần thứ nhất"),
        ("PHẦN II. TỔ CHỨC", "part", "PHẦN II."),
        ("Chương III", "chapter", "Chương III"),
        ("CHƯƠNG 2: QUY ĐỊNH CỤ THỂ", "chapter", "CHƯƠNG 2:"),
        ("Mục 1. Hồ sơ", "section", "Mục 1."),
        ("Tiểu mục 2. Lưu hồ sơ", "section", "Tiểu mục 2."),
        ("Điều 12. Hiệu lực", "article", "Điều 12."),
        ("Điều 4a. Bổ sung", "article", "Điều 4a."),
        ("A. Kết quả", "section", "A."),
        ("IV. Tiến độ", "section", "IV."),
        ("II/ Nội dung", "section", "II/"),
        ("3. Rà soát", "clause", "3."),
        ("3) Rà soát", "clause", "3)"),
        ("3/ Rà soát", "clause", "3/"),
        ("2.1. Lập sổ", "clause", "2.1."),
        ("2.1.3 Lập sổ", "clause", "2.1.3"),
        ("đ) Gửi thư", "point", "đ)"),
        ("b. Gửi thư", "point", "b."),
        ("c/ Gửi thư", "point", "c/"),
        ("(2) Gửi thư", "point", "(2)"),
        ("(iv) Gửi thư", "point", "(iv)"),
        ("- Gửi thư", "bullet", "-"),
        ("+ Gửi thư", "bullet", "+"),
        ("* Gửi thư", "bullet", "*"),
    ],
)
def test_it_knows_the_mark(line: str, level: str, label: str) -> None:
    mark = mark_of(line)
    assert mark is not None
    assert (mark.level, mark.label) == (level, label)


@pytest.mark.parametrize(
    "line",
    [
        "Phần lớn hồ sơ đã được số hóa",
        "Mục tiêu chung của năm",
        "Điều kiện hưởng trợ cấp",
        "15/3/2024 là hạn cuối",
        "2024 là năm bản lề",
        "Vi phạm bị xử lý nghiêm",
        "1.500 hồ sơ được cấp",
        "Sở Tư pháp",
        "-----",
        "",
    ],
)
def test_it_takes_no_word_or_number_for_a_mark(line: str) -> None:
    assert mark_of(line) is None


PLAN = """I. YÊU CẦU
II. VIỆC CẦN LÀM
1. Công tác hộ tịch
a) Nhập sổ
b) Soát lỗi
- Soát tên
- Soát ngày sinh
+ Ngày âm
+ Ngày dương
2. Công tác chứng thực
2.1. Bản sao
2.1.1. Bản giấy
2.2. Chữ ký
III. TIẾN ĐỘ
"""

DECISION = """Điều 1. Ban hành kèm theo Quyết định này bộ mẫu sổ.
Điều 2. Trách nhiệm
1. Các phòng
a) Lập sổ
b) Nộp sổ
2. Văn phòng
Điều 3. Hiệu lực
"""


def test_a_path_is_written_as_people_cite_it() -> None:
    assert paths(PLAN) == [
        *("I", "II", "II.1", "II.1.a", "II.1.b", "II.1.b.-1", "II.1.b.-2"),
        *("II.1.b.-2.+1", "II.1.b.-2.+2", "II.2", "II.2.1", "II.2.1.1", "II.2.2", "III"),
    ]


def test_an_article_begins_its_own_path() -> None:
    assert paths(DECISION) == ["Đ1", "Đ2", "Đ2.1", "Đ2.1.a", "Đ2.1.b", "Đ2.2", "Đ3"]


def test_chapters_hold_articles_whose_paths_do_not_name_them() -> None:
    words = "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Áp dụng\nChương II\nĐiều 2. Hồ sơ\n"
    assert [node.level for node in outline(words)] == ["chapter", "chapter"]
    assert paths(words) == ["I", "Đ1", "Đ1.1", "II", "Đ2"]


def test_an_annex_begins_its_own_path() -> None:
    words = "I. VIỆC\n1. Lập sổ\n\nPHỤ LỤC\nDANH MỤC SỔ\nI. SỔ GIẤY\n1. Sổ gốc\nII. SỔ SỐ\n"
    assert paths(words) == ["I", "I.1", "PL", "PL.I", "PL.I.1", "PL.II"]


def test_a_paper_that_a_decision_issues_begins_anew() -> None:
    head = "UBND HUYỆN AN SƠN\nSố: 12/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc ban hành kế hoạch\n"
    words = (
        f"{head}Căn cứ Luật Hộ tịch;\nTheo đề nghị của Phòng Tư pháp.\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kế hoạch số hóa sổ hộ tịch.\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\n\n"
        "KẾ HOẠCH\nSố hóa sổ hộ tịch\n(Kèm theo Quyết định số 12/QĐ-UBND)\n"
        "I. MỤC ĐÍCH\nII. VIỆC\n1. Quét sổ\n"
    )
    nodes = outline(words)
    assert [node.level for node in nodes] == ["article", "attachment"]
    assert [child.path for child in nodes[1].children] == ["I", "II"]
    assert nodes[1].children[1].children[0].path == "II.1"


def test_the_list_of_receivers_is_no_part_of_the_outline() -> None:
    words = "1. Lập sổ\n2. Nộp sổ\nNơi nhận:\n- Các phòng;\n- Lưu: VT.\nGIÁM ĐỐC\n"
    assert paths(words) == ["1", "2"]


def test_those_whom_a_letter_addresses_are_no_part_of_the_outline() -> None:
    words = "Kính gửi:\n- Phòng Tư pháp;\n- Công an huyện.\nĐề nghị các đơn vị:\n1. Lập sổ\n"
    assert paths(words) == ["1"]


def test_numbers_that_slip_keep_the_label_as_written() -> None:
    words = "II. VIỆC\n1. Lập sổ\n3. Soát sổ\n3. Nộp sổ\n"
    assert [(node.path, node.label) for node in walk(outline(words))] == [
        ("II", "II."),
        ("II.1", "1."),
        ("II.3", "3."),
        ("II.3", "3."),
    ]


def test_titles_and_places_lead_to_the_words() -> None:
    for node in walk(outline(PLAN)):
        assert PLAN[node.start : node.end].startswith(f"{node.label} {node.title}")


def test_a_part_ends_where_its_last_child_ends() -> None:
    second = outline(PLAN)[1]
    assert PLAN[second.start : second.end].endswith("2.2. Chữ ký")
    assert second.end == second.children[-1].children[-1].end


MARKS = (
    "I. ",
    "II. ",
    "1. ",
    "2. ",
    "1.1. ",
    "a) ",
    "b) ",
    "- ",
    "+ ",
    "Điều 1. ",
    "Chương I ",
    "",
)
LINES = st.lists(st.tuples(st.sampled_from(MARKS), st.sampled_from(("Lập sổ", "TÊN", "Gửi: ai"))))


@given(LINES)
def test_parts_of_any_outline_lie_in_order_inside_those_that_hold_them(
    lines: list[tuple[str, str]],
) -> None:
    words = "\n".join(mark + title for mark, title in lines)
    check(outline(words), 0, len(words))


def check(nodes: tuple[Node, ...], at: int, limit: int) -> None:
    for node in nodes:
        assert at <= node.start <= node.end <= limit
        check(node.children, node.start, node.end)
        at = node.end


@pytest.mark.parametrize("piece", [PLAN, "- Gửi thư\n", "PHỤ LỤC\nSỔ\n", "KẾ HOẠCH\n(Kèm theo)\n"])
def test_twice_the_text_takes_at_most_three_times_the_time(piece: str) -> None:
    assert growth(outline, piece, length=12_000) <= 3
