"""VB-027: agencies that a list knows."""

import pytest

from vanban.lint import unknown_agency as rule
from vanban.tests.lint.paper import marked, message, task


def found(name: str) -> list[str]:
    words = f"Giao {name} tổ chức thực hiện."
    return marked(rule, words, task(words, words, lead=name))


@pytest.mark.parametrize("name", ["Sở Tư phap", "Bộ Nội Chính trị sự", "Hợp phần Bắc Ninh"])
def test_it_finds_a_name_that_no_list_knows(name: str) -> None:
    assert found(name) == [name]


def test_it_proposes_the_nearest_name() -> None:
    words = "Giao Sở Giáo dục và Đào tao thực hiện."
    assert "Sở Giáo dục và Đào tạo" in message(
        rule, words, task(words, words, lead="Sở Giáo dục và Đào tao")
    )


@pytest.mark.parametrize(
    "name",
    [
        "Sở Tư pháp", "Sở Giáo dục & Đào tạo", "Sở Lao động, Thương binh và Xã hội tỉnh",
        "Bộ Nông nghiệp và Môi trường", "Sở Nông nghiệp và PTNT", "UBND các huyện, thành phố",
        "các cơ quan, đơn vị liên quan", "Toà án nhân dân tỉnh", "Hội Luật gia tỉnh", "Lê Văn An",
        "Bộ trưởng Bộ Tư pháp", "Báo Hà Nam", "TCHQ", "Mặt trận Tổ quốc Việt Nam tỉnh",
    ],
)  # fmt: skip
def test_it_leaves_names_posts_groups_and_persons(name: str) -> None:
    assert found(name) == []
