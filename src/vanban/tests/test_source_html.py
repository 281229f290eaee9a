"""Web pages: the document without the menus, tables with spans, entities and lists."""

import pytest

from vanban.model import Source, Unreadable
from vanban.sources.html import read_html

LONG = "Sở Tư pháp rà soát toàn bộ sổ hộ tịch đang lưu tại các xã, phường của tỉnh trong năm 2031."


def read(body: str) -> Source:
    return read_html(f"<html><body>{body}</body></html>".encode(), "trang.html")


def lines(body: str) -> list[str]:
    return [line for line in read(body).text.split("\n") if line]


def test_blocks_are_lines_and_inline_marks_are_not() -> None:
    body = "<p><b>Điều 1.</b> Ban&nbsp;hành</p><div>Kế <i>hoạch</i><br>năm &#50;031</div>"
    assert lines(body) == ["Điều 1. Ban\xa0hành", "Kế hoạch", "năm 2031"]


def test_menus_and_scripts_are_left_out() -> None:
    body = (
        "<nav>Trang chủ</nav><script>var a = 'Căn cứ';</script>"
        "<div><ul><li>Giới thiệu</li></ul></div>"
        f"<div class=content><p>{LONG}</p><p>{LONG}</p></div><div>Liên kết</div>"
    )
    assert lines(body) == [LONG, LONG]


def test_the_letterhead_beside_the_body_is_kept() -> None:
    body = (
        "<div><table><tr><td>SỞ TƯ PHÁP<br>Số: 12/KH-STP</td>"
        "<td>Độc lập - Tự do - Hạnh phúc</td></tr></table></div>"
        f"<div><p>{LONG}</p></div><div><p>Nơi nhận: Lưu</p></div>"
    )
    assert lines(body) == [
        "SỞ TƯ PHÁP",
        "Số: 12/KH-STP",
        "Độc lập - Tự do - Hạnh phúc",
        LONG,
        "Nơi nhận: Lưu",
    ]


def test_lists_get_the_labels_a_browser_draws() -> None:
    body = (
        "<ul><li>một</li><li>- hai</li></ul><ol start=3><li>ba</li><li>bốn</li></ol>"
        "<ol type=a><li>năm</li></ol><ol><li>1. sáu</li></ol>"
    )
    assert lines(body) == ["- một", "- hai", "3. ba", "4. bốn", "a. năm", "1. sáu"]


def test_spans_fill_their_rows_and_columns() -> None:
    source = read(
        "<table border=1><tr><th>STT</th><th>Nội dung</th><th>Chủ trì</th></tr>"
        "<tr><td colspan=3>I. Nhóm việc</td></tr>"
        "<tr><td rowspan=2>1</td><td><p>Lập danh sách</p><p>Gửi báo cáo</p></td>"
        "<td rowspan=2>Sở Tư pháp</td></tr><tr><td>Tổng hợp</td></tr></table>"
    )
    (table,) = source.tables
    cells = [[source.text[c.start : c.end] for c in row.cells] for row in table.rows]
    assert cells == [
        ["STT", "Nội dung", "Chủ trì"],
        ["I. Nhóm việc"] * 3,
        ["1", "Lập danh sách Gửi báo cáo", "Sở Tư pháp"],
        ["1", "Tổng hợp", "Sở Tư pháp"],
    ]
    (place,) = table.rows[2].cells[1].breaks
    assert source.text[place:].startswith("Gửi báo cáo")


def test_a_page_in_windows_1258_says_so_itself() -> None:
    page = '<meta charset="windows-1258"><p>Đơn vị ă â ơ ư</p>'
    data = page.replace("ị", "i\u0323").encode("cp1258")
    assert read_html(b"<html>" + data, "a.html").text == "Đơn vị ă â ơ ư"


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read("<script>a()</script><img src=a.png>")
    assert refused.value.code == "SRC-001"


@pytest.mark.parametrize(
    "page",
    ["<div>" * 20_000 + LONG, "<p><b a=1><b a=2>" * 400 + LONG, "<table><tr><td>" * 5_000 + LONG],
)
def test_endless_nesting_is_refused(page: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(page)
    assert refused.value.code == "SRC-014"


def test_deep_pages_are_read() -> None:
    assert read("<div>" * 400 + LONG + "</div>" * 400).text == LONG


def test_a_script_that_never_ends_swallows_the_rest() -> None:
    assert read(f"<p>{LONG}</p><script>var a = '<div>';").text == LONG


def test_a_table_that_claims_millions_of_cells_stays_small() -> None:
    source = read(
        "<table border=1><tr><td colspan=999999 rowspan=999999>STT</td><td>Nội dung</td></tr>"
        "<tr><td>1</td><td>Một việc</td></tr></table>"
    )
    assert len(source.text) < 1_000


def test_a_table_that_lays_out_the_page_keeps_the_tables_inside_it() -> None:
    source = read(
        "<table><tr><td>Trang chủ</td><td><p>Phụ lục</p><table border=1><tr><td>STT</td>"
        "<td>Nội dung</td></tr><tr><td>1</td><td>Tập huấn</td></tr></table></td></tr></table>"
    )
    found = [line for line in source.text.split("\n") if line]
    assert found == ["Trang chủ", "Phụ lục", "STT | Nội dung", "1 | Tập huấn"]
