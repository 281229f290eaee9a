"""Mutated and random files: always a text with true places or a refusal, in bounded work."""

import resource
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vanban.model import Source, Unreadable
from vanban.sources.opening import open_source
from vanban.tests.made_files import level, numbered, numbering, p, pdf_file, tbl, tc, word_file
from vanban.text import normalise

PLAN = (
    "SỞ TƯ PHÁP\nSố: 12/KH-STP\n\nKẾ HOẠCH\n1. Văn phòng Sở lập danh sách\ncác xã;\n"
    "STT | Nội dung\n1 | Tập huấn – hoà giải\n"
)
PAGE = (
    "<html><body><p>Điều 1. Ban hành</p><table border=1><tr><td>STT</td><td rowspan=2>Nội dung"
    "</td></tr><tr><td>1</td></tr></table></body></html>"
)
WORD = word_file(
    numbered("Lập danh sách")
    + tbl((tc("STT"), tc("Nội dung")), (tc("1"), tc("Tập huấn")))
    + p("x"),
    numbering(level(0, "decimal", "%1.")),
)
FILES = {
    "a.txt": PLAN.encode(),
    "b.txt": PLAN.encode("utf-16"),
    "a.html": PAGE.encode(),
    "a.docx": WORD,
    "a.pdf": pdf_file([[(60, 700, "Kế hoạch kiểm tra năm 2031"), (60, 680, "1. Văn phòng Sở")]]),
}


def opened(data: bytes, name: str) -> Source | None:
    """The source, its places checked; None when it was refused in words."""
    try:
        source = open_source(data, name)
    except Unreadable as refused:
        check_refusal(refused)
        return None
    check_places(source)
    return source


def check_refusal(reason: Unreadable) -> None:
    assert reason.code.startswith("SRC-")
    assert reason.sentence.endswith(".")


def check_places(source: Source) -> None:
    text = normalise(source)
    assert len(text.plain) == len(source.text)
    at = 0
    for table in source.tables:
        for row in table.rows:
            assert at <= row.start <= row.end <= len(source.text)
            assert "\n" not in source.text[row.start : row.end]
            assert all(row.start <= c.start <= c.end <= row.end for c in row.cells)
            assert all(c.start < b < c.end for c in row.cells for b in c.breaks)
            at = row.end
    ends = [0, *(line.end for line in text.lines)]
    assert all(end <= line.start for end, line in zip(ends, text.lines, strict=False))
    assert sum(line.row is not None for line in text.lines) == len(text.rows)


MUTATED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", FILES)
@given(cut=st.floats(0, 1), glued=st.sampled_from(sorted(FILES)))
@MUTATED
def test_a_cut_file_glued_to_another_is_read_or_refused(name: str, cut: float, glued: str) -> None:
    data = FILES[name]
    opened(data[: int(len(data) * cut)] + FILES[glued], name)


@pytest.mark.parametrize("name", FILES)
@given(place=st.floats(0, 0.999), junk=st.binary(min_size=1, max_size=8))
@MUTATED
def test_a_file_with_wrong_bytes_is_read_or_refused(name: str, place: float, junk: bytes) -> None:
    data = FILES[name]
    at = int(len(data) * place)
    opened(data[:at] + junk + data[at + len(junk) :], name)


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "utf-16", "utf-7", "latin-1", "utf-32"])
def test_a_file_in_any_encoding_is_read_or_refused(encoding: str) -> None:
    opened(PLAN.encode(encoding, errors="replace"), "a.txt")


@given(st.binary(max_size=2_000))
@MUTATED
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    opened(data, "a.docx")


WORD_TAGS = [
    f"w:{name}" for name in ("p", "r", "t", "tbl", "tr", "tc", "tcPr", "sdt", "ins", "del", "pPr")
]
XML = st.recursive(
    st.sampled_from(["chữ", p("đoạn"), "<w:br/>", "<w:vMerge/>", '<w:gridSpan w:val="-3"/>']),
    lambda inner: st.tuples(
        st.sampled_from(WORD_TAGS),
        st.lists(inner, max_size=4),
    ).map(lambda part: f"<{part[0]}>{''.join(part[1])}</{part[0]}>"),
    max_leaves=25,
)


@given(st.lists(XML, max_size=5).map("".join))
@MUTATED
def test_any_shape_of_word_xml_is_read_or_refused(body: str) -> None:
    opened(word_file(body, numbering(level(0, "decimal", "%1."))), "a.docx")


@given(st.text("<>/ap br=\"'&;td table rowspan colspan 9 -!x", max_size=300))
@MUTATED
def test_any_shape_of_page_is_read_or_refused(page: str) -> None:
    opened(f"<html>{page}".encode(), "a.html")


HEAVY = {
    "ten_megabytes_of_one_letter": b"a" * 10_000_000,
    "megabytes_of_bars": b"a | b\n" * 700_000,
    "megabytes_of_short_lines": "và\n".encode() * 400_000,
    "a_page_of_open_tags": b"<html>" + b"<table><tr><td>" * 200_000,
    "a_page_of_paragraphs": b"<html>" + b"<p>Van ban" * 300_000,
    "a_page_of_marks": b"<html>" + b"<p><i>Van ban" * 300_000,
    "a_page_of_cells": b"<html><table border=1>" + b"<tr><td>a<td>b" * 100_000,
    "a_word_file_of_rows": word_file(tbl(*[(tc("a"), tc("b"), tc("c"), tc("d"))] * 15_000)),
}


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))


# What getrusage tells of a child begins with the size of the process that started it.
PROGRAM = """
import re, sys
from pathlib import Path
from vanban.model import Unreadable
from vanban.sources.opening import open_source
from vanban.text import normalise
try:
    normalise(open_source(sys.stdin.buffer.read(), "a"))
except Unreadable as refusal:
    print(refusal.code)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_heavy_input_stays_within_time_and_memory(name: str) -> None:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=HEAVY[name], capture_output=True, timeout=60, check=True, preexec_fn=_bounded,
        env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert int(done.stdout.split()[-1]) < 500_000, "kilobytes"
    assert time.monotonic() - began < 60
