"""VB-016: words typed twice."""

import pytest

from vanban.lint import doubled_words as rule
from vanban.tests.lint.paper import marked


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("ý kiến của của người dân", "của của"),
        ("Giám đốc Sở Sở Tư pháp", "Sở Sở"),
        ("được giao giao nhiệm vụ", "giao giao"),
        ("tiếp tục rà soát rà soát văn bản", "rà soát rà soát"),
        ("Ủy ban nhân dân Ủy ban nhân dân tỉnh", "Ủy ban nhân dân Ủy ban nhân dân"),
        ("Các các đơn vị", "Các các"),
        ("thực hiện (của của tỉnh)", "của của"),
        ("việc tổ chức chức thực hiện", "chức chức"),
        ("kế hoạch thực thực hiện", "thực thực"),
    ],
)
def test_it_finds_what_is_typed_twice(words: str, wrong: str) -> None:
    assert marked(rule, words) == [wrong]


@pytest.mark.parametrize(
    "words",
    [
        "ngày ngày, luôn luôn, thường thường, song song, xa xa, dần dần",
        "hành vi vi phạm, ban hành hành lang pháp lý, chương trình trình Chính phủ",
        "xuất bản bản tin, đầu tư tư nhân, quy trình trình các cấp, cán bộ bộ phận một cửa",
        "pháp luật luật sư, quản lý lý lịch tư pháp, tổng kết kết quả, Luật Luật sư",
        "của, của; 15 15; a a\nvà\n\nvà",
        "trong năm năm tới",
    ],
)
def test_it_leaves_reduplications_and_seams(words: str) -> None:
    assert marked(rule, words) == []
