"""The worked tables of docs/rules/reports-received.md, row by row; what follows from them."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.documents.rules.letters import Head, Letter, letter_data
from congtac.kernel.numbers import parse_date, parse_number, print_number
from congtac.programmes.rules import consolidating, letters, papers, receiving
from congtac.programmes.rules.consolidating import Taken
from congtac.programmes.rules.counting import Tally
from congtac.programmes.rules.receiving import Recorded
from congtac.programmes.rules.sentences import derivation
from vanban import lint, read, write

PAGE = Path(__file__).resolve().parents[4] / "docs" / "rules" / "reports-received.md"
DAY = date(2024, 4, 12)
HISTORIES = {
    "make": ("drafting",),
    "submit": ("drafting", "submitted"),
    "send, through a body": ("drafting", "with_body"),
    "send": ("drafting", "sent"),
    "return": ("drafting", "sent", "returned"),
    "submit after return": ("drafting", "sent", "returned", "submitted"),
    "accept": ("drafting", "sent", "accepted"),
    "cancel": ("drafting", "cancelled"),
}
ACTS = {"drafting": "make", "with_body": "send", "sent": "send"}


def _tables() -> list[list[list[str]]]:
    found: list[list[list[str]]] = [[]]
    for line in PAGE.read_text(encoding="utf-8").split("\n"):
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return found


def _rows(first: str) -> list[list[str]]:
    """The rows of the table whose head begins with these words."""
    return next(table[2:] for table in _tables() if table and table[0][:2] == first.split("|"))


def _history(last: str, sent: str) -> list[Recorded]:
    states = HISTORIES[last]
    made = date(2024, 3, 15)
    sent_on = parse_date(sent) if sent else made
    days = [made if state == "drafting" else sent_on for state in states]
    return [
        Recorded(ACTS.get(state, "act"), state, day)
        for state, day in zip(states, days, strict=True)
    ]


@pytest.mark.parametrize("row", _rows("last line|first sent"), ids=" ".join)
def test_where_a_report_stands(row: list[str]) -> None:
    last, sent, due, day, place, late = row
    stood = receiving.stood_on(_history(last, sent), due_on=parse_date(due), day=parse_date(day))
    assert stood is not None
    assert (stood.place, stood.late) == (place, int(late))


def test_a_report_that_was_not_asked_for_yet_stands_nowhere() -> None:
    lines = [Recorded("make", "drafting", DAY)]
    assert receiving.stood_on(lines, due_on=DAY, day=date(2024, 4, 11)) is None


def test_what_was_recorded_later_changes_nothing() -> None:
    lines = [Recorded("make", "drafting", date(2024, 3, 1)), Recorded("send", "sent", DAY)]
    stood = receiving.stood_on(lines, due_on=date(2024, 4, 5), day=date(2024, 4, 11))
    assert stood is not None
    assert (stood.place, stood.late) == ("overdue", 6)


def test_the_last_day_is_the_one_in_force_then() -> None:
    dues = [(date(2024, 3, 1), date(2024, 4, 5)), (date(2024, 4, 3), date(2024, 4, 19))]
    assert receiving.due_on_day(dues, day=date(2024, 4, 2)) == date(2024, 4, 5)
    assert receiving.due_on_day(dues, day=date(2024, 4, 3)) == date(2024, 4, 19)
    assert receiving.due_on_day(dues, day=date(2024, 2, 1)) is None


def _count(row: list[str]) -> Tally:
    _unit, _total, done_in_time, done_late, in_time, overdue, timeless = row
    values = map(int, (done_in_time, done_late, in_time, overdue, timeless))
    names = ("done_in_time", "done_late", "in_time", "overdue", "without_deadline")
    return Tally(**dict(zip(names, values, strict=True)))


def test_counts_are_added_place_by_place() -> None:
    *units, total = _rows("unit|total")
    added = consolidating.add(_count(row) for row in units)
    assert added == _count(total)
    assert added.total == int(total[1])


@given(st.builds(Tally, *[st.integers(0, 99) for _ in range(5)]))
def test_a_count_is_read_back_from_its_derivation(counted: Tally) -> None:
    assert consolidating.tally_of(derivation(counted, DAY)) == counted


def _section(kind: str = "results", **more: Any) -> dict[str, Any]:
    empty = {"position": 1, "heading": "I. Kết quả", "kind": kind, "columns": [], "rows": []}
    return {**empty, "sentences": [], **more}


def _said(words: str, **source: Any) -> dict[str, Any]:
    empty = {"kind": "hand", "key": "", "number": None, "day": None, "derivation": ""}
    return {"words": words, "source": {**empty, **source}}


def _taken(number: int, unit: str, **section: Any) -> Taken:
    content = {"signed_on": "2024-04-04", "sections": [_section(**section)]}
    return Taken(number, 100 + number, 1, unit, content)


def _table_of(unit: str) -> list[list[str]]:
    return [row[1:] for row in _rows("unit|TT") if row[0] == unit]


COLUMNS = ("TT", "Loại việc", "Số việc")


def test_rows_with_the_same_words_are_added() -> None:
    taken = [
        _taken(at, unit, kind="annex", columns=list(COLUMNS), rows=_table_of(unit))
        for at, unit in enumerate(("Sở A", "Sở B"))
    ]
    made = consolidating.summed_table(1, COLUMNS, taken)
    assert [list(row) for row in made.rows] == _table_of("sum")
    assert made.sums[0].derivation == "2.000 = 1.200 (Sở A) + 800 (Sở B)"
    assert made.sums[1].derivation == "30,5 = - (Sở A) + 30,5 (Sở B)"


_figures = st.lists(
    st.tuples(st.sampled_from(("Khai sinh", "Kết hôn", "khai tử")), st.integers(0, 5_000)),
    max_size=8,
)


@given(st.lists(_figures, min_size=1, max_size=4))
def test_every_sum_is_that_of_its_addends_and_nothing_is_lost(units: list[Any]) -> None:
    taken = [
        _taken(at, f"Sở {at}", rows=[["", words, print_number(figure)] for words, figure in rows])
        for at, rows in enumerate(units)
    ]
    made = consolidating.summed_table(1, COLUMNS, taken)
    for one in made.sums:
        addends = [it.value for it in one.addends if it.value is not None]
        assert parse_number(one.total) == sum(addends, Decimal(0))
    told = sum((Decimal(figure) for rows in units for _, figure in rows), Decimal(0))
    assert sum((parse_number(row[2]) for row in made.rows), Decimal(0)) == told


def test_each_sentence_leads_to_its_unit_revision_and_section() -> None:
    taken = [
        _taken(1, "Sở A", sentences=[_said("Đã tập huấn.")]),
        _taken(2, "Sở B", sentences=[_said("Sở B đã kiểm tra 3 xã.", kind="task", key="task:7")]),
    ]
    first, second = consolidating.drafted(1, taken)
    assert first.words == "Sở A: Đã tập huấn."
    assert second.words == "Sở B đã kiểm tra 3 xã."
    assert (first.source.kind, first.source.number) == ("report", 101)
    assert first.source.key == "report:1:1:hand:1"
    assert second.source.key == "report:2:1:task:7"
    said = "Câu 1, mục “I. Kết quả”, báo cáo của Sở A, bản gửi lần 1."
    assert first.source.derivation == said


def test_counts_of_several_units_begin_with_their_sum() -> None:
    counted = Tally(done_in_time=5, in_time=2), Tally(done_in_time=1, overdue=3)
    taken = [
        _taken(
            at,
            unit,
            sentences=[
                _said(
                    f"Tính đến ngày 31/03/2024, {unit} được giao {it.total} nhiệm vụ.",
                    kind="count",
                    key="count:all",
                    derivation=derivation(it, DAY),
                )
            ],
        )
        for at, (unit, it) in enumerate(zip(("Sở A", "Sở B"), counted, strict=True))
    ]
    total = consolidating.drafted(1, taken)[0]
    assert total.words == (
        "Tính chung 2 báo cáo: được giao 11 nhiệm vụ: 6 hoàn thành; "
        "2 đang thực hiện trong hạn; 3 quá hạn."
    )
    assert total.source.derivation.startswith("11 = 7 (Sở A) + 4 (Sở B)")


def test_the_opening_names_who_is_missing() -> None:
    said = consolidating.opening([_taken(1, "Sở A")], asked=3, missing=["Sở B", "Sở C"], day=DAY)
    assert "1 trên 3 báo cáo" in said.words
    assert "chưa có báo cáo của 2 đơn vị: Sở B; Sở C." in said.words


def test_sections_find_their_place_by_heading_then_by_kind() -> None:
    outline = [("I. Kết quả", "results"), ("II. Vướng mắc", "difficulties"), ("Phụ lục", "annex")]
    own = [("1. Khó khăn", "difficulties"), ("V. Kết quả", "words"), ("Khác", "results")]
    assert consolidating.sections_by_heading(outline, own) == {0: 1, 1: 0}


MATTER = letters.Matter(
    issuer="Sở Tư pháp tỉnh Lào Cai",
    title="Báo cáo công tác tư pháp quý I năm 2024",
    asked_on=date(2024, 3, 11),
    cut_off=date(2024, 3, 31),
    due_on=date(2024, 4, 5),
)
URGED = (
    letters.Urged("Ủy ban nhân dân huyện Bảo Thắng", late=7),
    letters.Urged("Công an tỉnh", is_returned=True),
)


def _letter(**more: Any) -> Letter:
    fields = {
        "issuer": MATTER.issuer,
        "parent_issuer": "Ủy ban nhân dân tỉnh Lào Cai",
        "subject": letters.subject_of(MATTER),
        "text": letters.text_of(MATTER, URGED, day=DAY, send_by=date(2024, 4, 17)),
        "addressees": letters.addressees_of(URGED),
        "recipients": ("Như trên", "Lưu: VT"),
        "day": DAY,
        "symbol": "/STP",
        "place": "Lào Cai",
        "signer": "Trần Văn Bình",
        "capacity": "GIÁM ĐỐC",
    }
    return Letter(**{**fields, **more})


def test_a_letter_names_each_unit_with_its_days() -> None:
    text = _letter().text
    assert "- Báo cáo của Ủy ban nhân dân huyện Bảo Thắng quá hạn 7 ngày;" in text
    assert "- Báo cáo của Công an tỉnh đã trả lại, chưa gửi lại." in text
    assert "trước ngày 17/04/2024" in text


def test_a_letter_reads_back_without_a_fault() -> None:
    document = read(write(letter_data(_letter())))
    said = document.metadata
    assert (said.type, said.number, said.symbol) == ("Công văn", None, "/STP")
    assert (said.date, said.signer, said.issuer) == (DAY, "Trần Văn Bình", MATTER.issuer)
    assert said.title == "đôn đốc gửi báo cáo công tác tư pháp quý I năm 2024"
    assert lint(document) == ()


def test_a_letter_to_many_addresses_them_at_once() -> None:
    many = [letters.Urged(f"Sở số {at}") for at in range(13)]
    assert len(letters.addressees_of(many)) == 1
    assert len(letters.addressees_of(many[:12])) == 12


def _content(**more: Any) -> dict[str, Any]:
    content = {
        "title": "Báo cáo công tác tư pháp quý I năm 2024",
        "number": "45/BC-STP",
        "to_name": "Ủy ban nhân dân tỉnh Lào Cai",
        "signed_by_name": "Trần Văn Bình",
        "signed_on": "2024-04-04",
        "capacity": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
        "sections": [
            _section(heading="I. Kết quả thực hiện", sentences=[_said("Đã tập huấn hai lớp.")]),
            _section(heading="Phương hướng", position=2, sentences=[_said("Tiếp tục tập huấn.")]),
            _section(heading="III. Vướng mắc", position=3),
            _section(
                kind="annex",
                heading="Số việc hộ tịch",
                position=4,
                columns=list(COLUMNS),
                rows=[["1", "Khai sinh", "1.200"]],
            ),
        ],
    }
    return {**content, **more}


HEAD = Head(
    issuer="Sở Tư pháp",
    parent_issuer="UBND tỉnh Lào Cai",
    place="Lào Cai",
    symbol="/BC-STP",
    recipients=("Như trên", "Lưu: VT"),
)


def test_a_report_reads_back_without_a_fault() -> None:
    document = read(write(papers.report_data(_content(), HEAD)))
    said = document.metadata
    assert (said.number, str(said.date), said.signer) == (
        "45/BC-STP",
        "2024-04-04",
        "Trần Văn Bình",
    )
    assert (said.type, said.title) == ("Báo cáo", "Công tác tư pháp quý I năm 2024")
    assert (said.issuer, said.capacity) == ("Sở Tư pháp", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC")
    assert lint(document) == ()
    lines = document.source.text.split("\n")
    assert "I. Kết quả thực hiện" in lines
    assert "Tiếp tục tập huấn./." in lines
    assert "III. Vướng mắc" not in lines
    assert lines[-1] == "1 | Khai sinh | 1.200"


def test_a_draft_of_a_report_leaves_room_for_number_and_day() -> None:
    bare = _content(number="", signed_on=None, signed_by_name="", capacity=[])
    said = read(write(papers.report_data(bare, HEAD))).metadata
    assert (said.number, said.symbol, said.date) == (None, "/BC-STP", None)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Phụ lục số việc hộ tịch", "số việc hộ tịch"),
        ("Phụ lục 1. Số việc", "Số việc"),
        ("PHỤ LỤC II: Số việc", "Số việc"),
        ("IV. Phụ lục: Vi phạm", "Vi phạm"),
        ("Phụ lục số 3", "Phụ lục số 3"),
        ("Số việc", "Số việc"),
    ],
)
def test_the_title_of_an_annex_is_said_once(heading: str, title: str) -> None:
    annex = _section(kind="annex", heading=heading, columns=["A"], rows=[["1"]])
    body = papers.report_data(_content(sections=[annex]), HEAD)["body"]
    assert body[-1]["text"] == title
