"""The table "The field of a task" of docs/rules/review-of-a-reading.md, and the list itself."""

from dataclasses import replace

import pytest

from congtac.documents.rules.fields import FIELD_NAMES, FIELDS, NO_FIELD, field_of
from congtac.documents.rules.stored import as_stored
from congtac.documents.tests.made import found


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


def test_a_task_without_such_words_takes_the_field_of_the_title() -> None:
    whole = found()
    silent = replace(whole.tasks[0], text="Gửi danh sách.")
    titled = replace(whole.metadata, title="Tổ chức cuộc thi hòa giải viên giỏi")
    content = as_stored(replace(whole, tasks=(silent, whole.tasks[1]), metadata=titled))
    assert [task["field"] for task in content["tasks"]] == ["hoa-giai", "to-chuc-can-bo"]


def test_every_field_has_one_code_a_name_and_words() -> None:
    assert {"", *(field.code for field in FIELDS)} == set(FIELD_NAMES)
    assert len(FIELDS) == len(FIELD_NAMES) - 1
    assert all(all(field.keywords) for field in FIELDS)
    assert all(FIELD_NAMES.values())


def test_every_field_is_found_by_each_of_its_words() -> None:
    for field in FIELDS:
        for word in field.keywords:
            owners = {other.code for other in FIELDS if any(it in word for it in other.keywords)}
            assert field_of(word) in owners
