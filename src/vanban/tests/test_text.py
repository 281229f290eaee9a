"""The plain copy: as long as the text, one form for each sign, sentences whole again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.model import Source
from vanban.sources.plain import find_tables
from vanban.text import Text, normalise, plain_copy


def text_of(words: str, kind: str = "txt") -> Text:
    return normalise(Source(name="a", kind=kind, text=words, tables=find_tables(words)))


def lines(words: str, kind: str = "txt") -> list[str]:
    return [line.text for line in text_of(words, kind).lines]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("hoà giải, khoẻ mạnh, uỷ quyền, thuý", "hòa giải, khỏe mạnh, ủy quyền, thúy"),
        ("HOÀ GIẢI, UỶ BAN, Uỷ ban, Hoà Bình", "HÒA GIẢI, ỦY BAN, Ủy ban, Hòa Bình"),
        ("hoàn toàn, ngoài, quý, quỹ, thuỳ, huỷ", "hoàn toàn, ngoài, quý, quỹ, thùy, hủy"),
        ("Độc lập – Tự do — Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("“Kỷ cương” và «sáng tạo»", '"Kỷ cương" và "sáng tạo"'),
        ("13h30’ ngày\xa029/4\u2009năm\tnay", "13h30' ngày 29/4 năm nay"),
        ("Ðiều 1", "Điều 1"),
        ("• Lập danh sách", "- Lập danh sách"),
        ("Hà Nội · Huế", "Hà Nội · Huế"),
    ],
)
def test_one_form_for_every_sign(written: str, plain: str) -> None:
    assert plain_copy(written) == plain
    assert len(written) == len(plain)


@pytest.mark.parametrize(
    "broken",
    [
        "Giao các phòng chuyên môn của Sở và Ủy ban nhân dân\n\nphường, xã cùng thực hiện.",
        "Rà soát các quy chế đã ký và đề nghị sửa đổi\nnhững điều không còn hợp.",
        "Thực hiện Quyết định số\n15/QĐ-STP của Giám đốc Sở.",
        "(Kèm theo Quyết định số 15/QĐ-STP ngày 02 tháng 3 năm 2031\ncủa Giám đốc Sở Tư pháp)",
        "Sở Tư pháp, Sở Nội vụ và\nThanh tra tỉnh cùng thực hiện.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM",
        "Bình Minh, ngày 02 tháng 3 năm\n2031",
    ],
)
def test_a_sentence_cut_in_two_is_whole_again(broken: str) -> None:
    (line,) = lines(broken)
    assert line.split() == broken.split()


def test_a_sentence_goes_on_over_the_number_of_a_page() -> None:
    words = "Giao Sở Y tế và Ủy ban nhân dân\n\n  1\n\nphường cùng làm.\n\nHết.\n\n  2\n\nPhụ lục"
    assert " ".join(lines(words)[0].split()) == "Giao Sở Y tế và Ủy ban nhân dân phường cùng làm."
    assert "7" in " ".join(lines("Mục\n\n2\n\nNội dung\n\n7\n\nHết."))


@pytest.mark.parametrize(
    "kept",
    [
        "Mục đích của việc kiểm tra.\nyêu cầu thì khác.",
        "1. Lập danh sách các đơn vị được kiểm tra\na) Văn phòng Sở gửi danh sách",
        "Các đơn vị thực hiện\n- rà soát sổ hộ tịch",
        "KẾ HOẠCH\nkiểm tra sổ hộ tịch",
        "Số: 12/KH-STP\nbình minh",
        "Bình Minh, ngày 02 tháng 3 năm 2031\nkế hoạch",
        "Căn cứ Luật Hộ tịch năm 2014\nCăn cứ đề nghị của Chánh Văn phòng",
        "II. TỔ CHỨC THỰC HIỆN VÀ\nĐiều 5. Hiệu lực",
        "Thời gian:\ntrong quý I",
        "menu\n\ntrang chủ",
    ],
)
def test_lines_that_end_on_purpose_stay_apart(kept: str) -> None:
    assert len(lines(kept)) == 2


WRAPPED = (
    "Các phòng chuyên môn của Sở rà soát sổ hộ tịch đang lưu tại đơn vị và lập danh\n"
    "Mục những sổ bị hư hỏng, gửi về Văn phòng Sở để tổng hợp chung trước khi trình\n"
    "Giám đốc Sở xem xét, quyết định việc phục chế và số hóa theo lộ trình của tỉnh\n"
    "Bình Minh giai đoạn từ nay đến hết năm 2035, bảo đảm không để thất lạc một sổ\n"
    "nào trong quá trình vận chuyển, bàn giao giữa các đơn vị có liên quan của Sở.\n"
)


def test_a_text_broken_at_a_fixed_width_is_rejoined() -> None:
    assert len(lines(WRAPPED * 4)) == 4


def test_word_paragraphs_are_not_taken_for_a_fixed_width() -> None:
    assert len(lines(WRAPPED * 4, kind="docx")) > 4


def test_rows_stand_as_they_are() -> None:
    text = text_of("Mở đầu:\nSTT | Nội dung\n | Lập danh sách các xã và\n2 | tập huấn")
    rows = [line for line in text.lines if line.row is not None]
    assert [line.text for line in rows] == [
        "STT | Nội dung",
        " | Lập danh sách các xã và",
        "2 | tập huấn",
    ]
    assert [text.rows[line.row].start for line in rows if line.row is not None] == [
        line.start for line in rows
    ]
    assert text.table_of(2) == text.source.tables[0]


def test_a_letterhead_written_side_by_side_is_parted() -> None:
    words = (
        "SỞ TƯ PHÁP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 12/KH-STP | Bình Minh, ngày 02 tháng 3 năm 2031"
    )
    assert lines(words) == [
        "SỞ TƯ PHÁP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/KH-STP",
        "Bình Minh, ngày 02 tháng 3 năm 2031",
    ]


PIECES = st.sampled_from(
    ["Sở Tư pháp", "số", "a) ", "\n", "\n\n", " | ", "STT | Nội dung", ".", ";", "–", "hoà", "\t",
     "Độc lập – Tự do", "Số: 12", "\xa0", "1. ", "VÀ", "thực hiện", "“", "ngày 02 tháng 3 năm 2031"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join))
def test_places_stay_true_whatever_comes(words: str) -> None:
    text = text_of(words)
    assert len(text.plain) == len(text.source.text)
    at = 0
    for line in text.lines:
        assert at <= line.start < line.end <= len(words)
        assert line.text == text.plain[line.start : line.end]
        assert "\n" not in line.text
        at = line.end
    between = words.split() if "|" not in words else []
    assert len(between) == sum(len(line.text.split()) for line in text.lines) or "|" in words


@pytest.mark.parametrize(
    ("words", "left", "right"),
    [
        (
            "SỞ TƯ PHÁP\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "SỞ TƯ PHÁP",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        (
            "Số:     /KH-STP      Bình Minh, ngày   tháng 3 năm 2031",
            "Số:     /KH-STP",
            "Bình Minh, ngày   tháng 3 năm 2031",
        ),
        ("Nơi nhận:          KT. GIÁM ĐỐC", "Nơi nhận:", "KT. GIÁM ĐỐC"),
    ],
)
def test_two_sides_of_a_line_are_two_lines(words: str, left: str, right: str) -> None:
    assert lines(words) == [left, right]
