"""VB-015: annexes that are attached."""

import pytest

from vanban.lint import missing_annex as rule
from vanban.tests.lint.paper import marked

ANNEXES = "\n\nPHỤ LỤC I\n\nDanh sách điểm cầu\n\nPHỤ LỤC II\n\nMẫu báo cáo"
HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "1. Báo cáo theo Phụ lục IV kèm theo Kế hoạch này." + ANNEXES,
        "1. Báo cáo theo mẫu (Phụ lục IV)." + ANNEXES,
    ],
)
def test_it_finds_an_annex_that_is_not_attached(words: str) -> None:
    assert marked(rule, words) == ["Phụ lục IV"]


def test_it_finds_a_whole_paper_without_the_annex_it_announces() -> None:
    words = HEAD + "1. Thực hiện theo Phụ lục đính kèm Kế hoạch này."
    assert marked(rule, words, signer="Lê Văn An") == ["Phụ lục"]


@pytest.mark.parametrize(
    "words",
    [
        "1. Báo cáo theo Phụ lục II kèm theo Kế hoạch này." + ANNEXES,
        "1. Theo Phụ lục V ban hành kèm theo Nghị định số 30/2020/NĐ-CP." + ANNEXES,
        "1. Báo cáo theo Phụ lục IV kèm theo Kế hoạch này.",
    ],
)
def test_it_leaves_attached_annexes_others_annexes_and_extracts(words: str) -> None:
    assert marked(rule, words) == []
