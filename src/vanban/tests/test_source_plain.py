"""Plain text and Markdown: encodings old and new, tables in lines with bars."""

import unicodedata

import pytest

from vanban.model import Source, Unreadable
from vanban.sources.legacy import tables
from vanban.sources.plain import read_plain

PLAN = (
    "KẾ HOẠCH\n"
    "Kiểm tra sổ hộ tịch tại các xã, phường năm 2031\n"
    "1. Phòng Hành chính tư pháp chủ trì, phối hợp với Văn phòng Sở lập danh sách các đơn vị được "
    "kiểm tra; gửi trước ngày 15 tháng 3.\n"
    "2. Đề nghị Uỷ ban nhân dân các phường chuẩn bị đầy đủ hồ sơ, sổ sách và cử người làm việc.\n"
)


def read(text: str, kind: str = "txt") -> Source:
    return read_plain(text.encode(), "thu.txt", kind)


def in_font(text: str, encoding: str) -> str:
    """The letters that a program without the old font shows."""
    backwards = {new: old for old, new in tables()[encoding].items()}
    if encoding == "tcvn3":  # its marked capitals are small letters in a font of capitals
        backwards |= {
            new.upper(): old for new, old in backwards.items() if new.upper() not in backwards
        }
    return "".join(backwards.get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_it_reads_every_unicode_encoding(encoding: str) -> None:
    assert read_plain(PLAN.encode(encoding), "a.txt").text == PLAN.strip()


def test_it_reads_decomposed_letters() -> None:
    assert read(unicodedata.normalize("NFD", PLAN)).text == PLAN.strip()


def test_it_reads_windows_1258() -> None:
    decomposed = "".join(
        letter if letter in "ăâêôơưđĂÂÊÔƠƯĐ" else _split(letter) for letter in PLAN
    )
    assert read_plain(decomposed.encode("cp1258"), "a.txt").text == PLAN.strip()


def _split(letter: str) -> str:
    """A letter and its tone mark, as windows-1258 writes them."""
    marks = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(c for c in marks if c not in TONES))
    return base + "".join(c for c in marks if c in TONES)


TONES = "\u0300\u0301\u0303\u0309\u0323"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("carrier", ["utf-8", "latin-1"])
def test_it_reads_the_old_fonts(encoding: str, carrier: str) -> None:
    data = in_font(PLAN, encoding).encode(carrier)
    assert read_plain(data, "a.txt").text == PLAN.strip()


def test_it_reads_utf_8_that_was_read_as_western() -> None:
    table = {i: bytes([i]).decode("cp1252", errors="ignore") or chr(i) for i in range(256)}
    wrong = "".join(table[byte] for byte in PLAN.encode())
    assert read(wrong).text == PLAN.strip()


def test_it_keeps_unicode_lines_beside_lines_in_an_old_font() -> None:
    text = "Sở Tư pháp tỉnh Bình Minh\n" + in_font(PLAN, "tcvn3")
    assert read(text).text == "Sở Tư pháp tỉnh Bình Minh\n" + PLAN.strip()


def test_it_leaves_other_languages_alone() -> None:
    text = "Der Vertrag über größere Flächen wird jährlich geprüft und für gültig erklärt."
    assert read(text).text == text


def test_it_drops_what_cannot_be_seen_and_keeps_line_ends_simple() -> None:
    assert read("Sở\u200b Tư\xad pháp\r\nSố:\x0c12\rHết\ufeff").text == "Sở Tư pháp\nSố:\n12\nHết"


def test_a_few_broken_bytes_do_not_spoil_the_text() -> None:
    data = PLAN.encode()
    assert "Phòng Hành chính tư pháp" in read_plain(data[:-2] + b"\xe1", "a.txt").text


@pytest.mark.parametrize("data", [b" \n \t", b"\xef\xbb\xbf", "\u200b".encode()])
def test_it_refuses_a_text_without_words(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_plain(data, "a.txt")
    assert refused.value.code == "SRC-001"


def test_it_refuses_bytes_that_are_no_text() -> None:
    with pytest.raises(Unreadable) as refused:
        read_plain(bytes(range(256)) * 40, "a.txt")
    assert refused.value.code == "SRC-003"


def test_it_refuses_one_endless_word_and_a_text_beyond_bounds() -> None:
    for size, code in ((100_000, "SRC-006"), (6_000_000, "SRC-002")):
        with pytest.raises(Unreadable) as refused:
            read_plain(b"a" * size, "a.txt")
        assert refused.value.code == code


TABLE = """Phân công như sau:

STT | Nội dung | Chủ trì | Thời gian
I. Nhóm việc thứ nhất
1 | Lập danh sách | Văn phòng Sở | Quý I
2 | | Thanh tra Sở |

Ghi chú: thời gian có thể đổi."""


def test_it_recognises_a_table_and_its_group_rows() -> None:
    source = read(TABLE)
    (table,) = source.tables
    cells = [[source.text[c.start : c.end] for c in row.cells] for row in table.rows]
    assert cells == [
        ["STT", "Nội dung", "Chủ trì", "Thời gian"],
        ["I. Nhóm việc thứ nhất"] * 4,
        ["1", "Lập danh sách", "Văn phòng Sở", "Quý I"],
        ["2", "", "Thanh tra Sở", ""],
    ]


def test_a_header_of_two_rows_is_one_table() -> None:
    source = read("TT | Nội dung | Thực hiện\nTT | Nội dung | Chủ trì\n1 | Một việc | Sở Tư pháp")
    assert [len(table.rows) for table in source.tables] == [3]


def test_a_second_header_opens_a_second_table() -> None:
    source = read("STT | Nội dung\n1 | Một việc\nSTT | Nội dung\n1 | Việc khác")
    assert [len(table.rows) for table in source.tables] == [2, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Một câu có dấu | ở giữa.\nCâu sau không có.",
        "SỞ TƯ PHÁP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-STP | Độc lập - Tự do",
    ],
)
def test_a_bar_alone_makes_no_table(text: str) -> None:
    assert read(text).tables == ()


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    text = (
        "# KẾ HOẠCH\n\n**I. MỤC ĐÍCH**\n\n---\n*   Bám sát [Quyết định](https://example.org/a)\n"
        "1\\. Việc *thứ* nhất\n\n| STT | Nội dung |\n|---|:---:|\n| 1 | Tập huấn |\n"
    )
    source = read(text, "md")
    assert [line for line in source.text.split("\n") if line] == [
        "KẾ HOẠCH",
        "I. MỤC ĐÍCH",
        "- Bám sát Quyết định",
        "1. Việc thứ nhất",
        "| STT | Nội dung |",
        "| 1 | Tập huấn |",
    ]
    cells = [source.text[c.start : c.end] for c in source.tables[0].rows[1].cells]
    assert cells == ["1", "Tập huấn"]
