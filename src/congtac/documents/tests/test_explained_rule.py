"""The page of a lint rule is read: its prose and its samples."""

import pytest

from congtac.documents.queries import explanation_of
from congtac.documents.rules.explained import Explained, Sample, explained
from vanban.lint.findings import RULES

PAGE = """# VB-900. Thử

- Mức độ: lỗi (`error`)

Câu thứ nhất có `mã`.

| Văn bản | Bị đánh dấu |
|---|---|
| Dòng một<br>dòng hai | `dòng hai` |
| Đúng cả | không |
"""


def test_prose_and_samples_are_told_apart() -> None:
    assert explained(PAGE) == Explained(
        ("Câu thứ nhất có mã.",),
        (Sample("Dòng một\ndòng hai", "dòng hai"), Sample("Đúng cả", "")),
    )


@pytest.mark.parametrize("code", sorted({rule.CODE for rule in RULES}))
def test_every_rule_explains_itself_with_a_sample(code: str) -> None:
    told = explanation_of(code)
    assert told is not None
    assert told.paragraphs
    assert any(sample.marked for sample in told.samples)
