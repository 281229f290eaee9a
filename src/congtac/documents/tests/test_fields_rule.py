"""The table "The field of a task" of docs/rules/review-of-a-reading.md, and the list itself."""

import pytest

from congtac.documents.rules.fields import FIELD_NAMES, FIELDS, NO_FIELD, field_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mở hai lớp bồi dưỡng cho công chức", "Tổ chức, cán bộ và đào tạo"),
        ("Bồi dưỡng trợ giúp viên pháp lý, phát triển trợ giúp pháp lý", "Trợ giúp pháp lý"),
        ("Bố trí kinh phí sửa chữa trụ sở", "Tài chính, trụ sở, trang thiết bị"),
        ("BỐ TRÍ KINH PHÍ", "Tài chính, trụ sở, trang thiết bị"),
        ("Trồng cây", NO_FIELD),
        ("", NO_FIELD),
    ],
)
def test_the_words_of_a_task_show_its_field(text: str, name: str) -> None:
    assert FIELD_NAMES[field_of(text)] == name


def test_every_field_has_one_code_a_name_and_words() -> None:
    assert len(FIELDS) == len({field.code for field in FIELDS}) == len(FIELD_NAMES) - 1
    assert all(field.name and all(field.keywords) for field in FIELDS)


def test_every_field_is_found_by_each_of_its_words() -> None:
    for field in FIELDS:
        for word in field.keywords:
            owners = {other.code for other in FIELDS if any(it in word for it in other.keywords)}
            assert field_of(word) in owners
