"""VB-009: nothing is older than what it carries out."""

import pytest

from vanban.lint import before_its_basis as rule
from vanban.tests.lint.paper import marked

GUIDES = "Thông tư số 03/2018/TT-BTP ngày {} hướng dẫn thi hành Nghị định số {}."
AMENDS = "Nghị định số 47/2019/NĐ-CP ngày 03/7/2019 sửa đổi, bổ sung một số điều của {}."


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (GUIDES.format("10/01/2018", "61/2018/NĐ-CP ngày 23/4/2018"), "10/01/2018"),
        (AMENDS.format("Nghị định số 62/2021/NĐ-CP"), "03/7/2019"),
    ],
)
def test_it_finds_a_paper_older_than_its_basis(words: str, wrong: str) -> None:
    assert marked(rule, words) == [wrong]


PASSIVE = "Nghị định số 62/2017/NĐ-CP ngày 16/5/2017 được sửa đổi theo Nghị định số 47/2023/NĐ-CP."
A_LIST = "Thông tư số 08/2023/TT-BTP ngày 02/10/2023 hướng dẫn tập sự, Thông tư số 09/2024/TT-BTP."
ALSO = "Luật số 29/2001/QH10 ngày 29/6/2001 và Luật sửa đổi một số điều của Luật số 42/2005/QH11."


@pytest.mark.parametrize(
    "words",
    [GUIDES.format("10/6/2018", "61/2018/NĐ-CP ngày 23/4/2018"), PASSIVE, A_LIST, ALSO],
)
def test_it_leaves_the_right_order_the_passive_and_lists(words: str) -> None:
    assert marked(rule, words) == []
