"""VB-006: one document, one number."""

from vanban.lint import two_numbers as rule
from vanban.tests.lint.paper import marked, message


def test_it_finds_the_form_that_lacks_its_slash() -> None:
    words = "Quy định số 57-QĐ-TW về luân chuyển. Theo Quy định số 57-QĐ/TW."
    assert marked(rule, words) == ["57-QĐ-TW"]
    assert "57-QĐ/TW" in message(rule, words)


def test_it_finds_two_numbers_for_one_title_of_one_day() -> None:
    title = "ngày 04/3/2024 về việc ban hành Kế hoạch tập huấn hòa giải viên cấp xã"
    words = f"Quyết định số 61/QĐ-UBND {title}.\n\nQuyết định số 16/QĐ-UBND {title}."
    assert marked(rule, words) == ["16/QĐ-UBND"]


def test_it_leaves_two_documents_of_one_day() -> None:
    words = (
        "Quyết định số 61/QĐ-UBND ngày 04/3/2024 về việc ban hành Kế hoạch tập huấn.\n\n"
        "Quyết định số 62/QĐ-UBND ngày 04/3/2024 về việc thành lập Tổ biên tập tài liệu hòa giải."
    )
    assert marked(rule, words) == []


def test_it_leaves_a_blank_to_its_own_rule() -> None:
    assert marked(rule, "Nghị quyết số 49- NQ/TW; Nghị quyết số 49-NQ/TW.") == []
