"""Each rule has its page, its worked table and its tests; the tables are run."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vanban import read
from vanban.lint.findings import RULES
from vanban.lint.rule import Rule

ROOT = Path(__file__).parents[4]
PAGES = ROOT / "docs" / "rules" / "vanban"
SEVERITIES = ("error", "warning", "note")
ROW = re.compile(r"^\| (?P<text>.+?) \| (?P<marked>`.+`|không|thông báo: .+) \|$", re.M)


def page(rule: Rule) -> str:
    return (PAGES / f"{rule.CODE}.md").read_text("utf-8")


def module(rule: Rule) -> str:
    return str(getattr(rule, "__name__", "")).rsplit(".", 1)[-1]


def worked() -> Iterator[tuple[Rule, str, str]]:
    for rule in RULES:
        for row in ROW.finditer(page(rule)):
            words = row["text"].replace("<br>", "\n").replace("\\|", "|")
            yield rule, words, row["marked"]


@pytest.mark.parametrize("rule", RULES, ids=module)
def test_it_has_a_page_that_says_what_the_rule_says(rule: Rule) -> None:
    words = page(rule)
    for said in (rule.CODE, rule.TITLE, rule.BASIS, f"`{rule.SEVERITY}`", module(rule)):
        assert said in words


@pytest.mark.parametrize("rule", RULES, ids=module)
def test_it_has_a_table_with_a_text_that_breaks_it_and_one_that_does_not(rule: Rule) -> None:
    verdicts = {row["marked"] == "không" for row in ROW.finditer(page(rule))}
    assert verdicts == {True, False}


@pytest.mark.parametrize("rule", RULES, ids=module)
def test_it_has_tests_that_find_and_tests_that_leave(rule: Rule) -> None:
    tests = (Path(__file__).parent / f"test_{module(rule)}.py").read_text("utf-8")
    assert "def test_it_finds_" in tests
    assert "def test_it_leaves_" in tests


@pytest.mark.parametrize(("rule", "words", "verdict"), list(worked()))
def test_its_table_holds(rule: Rule, words: str, verdict: str) -> None:
    document = read(words.encode(), name="example.txt")
    found = [finding for finding in document.findings if finding.code == rule.CODE]
    marked = [document.source.text[finding.start : finding.end] for finding in found]
    if verdict == "không":
        assert marked == []
    elif verdict.startswith("thông báo: "):
        assert verdict.removeprefix("thông báo: ") in found[0].message
    else:
        assert marked == [verdict.strip("`")]


def test_the_index_names_every_rule() -> None:
    index = (ROOT / "docs" / "rules" / "README.md").read_text("utf-8")
    for rule in RULES:
        assert f"[{rule.CODE}](vanban/{rule.CODE}.md)" in index
        assert rule.TITLE in index


def test_every_page_belongs_to_a_rule() -> None:
    pages = {path.stem for path in PAGES.glob("VB-*.md")}
    assert pages == {rule.CODE for rule in RULES}


def test_codes_are_in_order_and_severities_are_known() -> None:
    codes = [rule.CODE for rule in RULES]
    assert codes == sorted(set(codes))
    assert all(rule.SEVERITY in SEVERITIES for rule in RULES)
