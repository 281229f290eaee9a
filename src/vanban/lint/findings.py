"""Runs every rule over a document; the one door of the lint."""

from itertools import islice

from vanban.lint import (
    before_its_basis,
    cited_from_future,
    deadline_day_off,
    deadline_passed,
    doubled_words,
    impossible_date,
    layout_parts,
    missing_annex,
    missing_place,
    numbering_gap,
    numbering_repeat,
    open_brackets,
    open_quotes,
    part_above_whole,
    period_reversed,
    symbol_blanks,
    symbol_form,
    symbol_year,
    task_without_lead,
    task_without_time,
    two_dates,
    two_names,
    two_numbers,
    two_titles,
    unknown_agency,
    wrong_growth,
    wrong_ratio,
    wrong_sum,
    year_of_number,
)
from vanban.lint.rule import Rule
from vanban.model import Document, Finding
from vanban.text import Text, normalise

LONGEST = 250  # characters that a finding may mark
MOST = 2_000  # findings of one rule in one paper: more would only fill the memory

RULES: tuple[Rule, ...] = (
    layout_parts,
    symbol_form,
    symbol_year,
    symbol_blanks,
    two_dates,
    two_numbers,
    two_titles,
    two_names,
    before_its_basis,
    cited_from_future,
    impossible_date,
    numbering_gap,
    numbering_repeat,
    missing_place,
    missing_annex,
    doubled_words,
    open_quotes,
    open_brackets,
    wrong_ratio,
    wrong_sum,
    part_above_whole,
    wrong_growth,
    deadline_passed,
    deadline_day_off,
    task_without_lead,
    task_without_time,
    unknown_agency,
    year_of_number,
    period_reversed,
)


def findings(document: Document, text: Text | None = None) -> tuple[Finding, ...]:
    """What the rules find, in the order of the text; `text` is the normalised source if at hand."""
    read = text or normalise(document.source)
    if not read.lines:
        return ()
    found = (fault for rule in RULES for fault in islice(rule.check(document, read), MOST))
    marked = sorted((_cut(fault, len(document.source.text)) for fault in found), key=_place)
    return tuple(_once_a_table(marked, document))


def _place(fault: Finding) -> tuple[int, int, str]:
    return fault.start, fault.end, fault.code


def _cut(fault: Finding, length: int) -> Finding:
    """The finding with a place of 1 to 250 characters inside the text."""
    start = min(max(0, fault.start), length - 1)
    end = min(max(fault.end, start + 1), start + LONGEST, length)
    if (start, end) == (fault.start, fault.end):
        return fault
    return Finding(fault.code, fault.severity, fault.message, start, end, fault.basis)


def _once_a_table(marked: list[Finding], document: Document) -> list[Finding]:
    """A merged cell stands in each row that it covers: its fault counts once."""
    tables = document.source.tables
    kept: list[Finding] = []
    seen: set[tuple[str, str, int]] = set()
    at = 0
    for fault in marked:
        while at < len(tables) and tables[at].end <= fault.start:
            at += 1
        if at < len(tables) and tables[at].start <= fault.start:
            key = fault.code, fault.message, at
            if key in seen:
                continue
            seen.add(key)
        kept.append(fault)
    return kept
