"""The register out as a workbook and in again: looked at first, taken whole, once, as seen."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations import queries, services
from congtac.organisations.models import Intake, Unit
from congtac.organisations.rules.intake import CHANGED, NEW, SAME, Line, counts, fingerprint
from congtac.organisations.rules.sheet import COLUMNS, UnitRow, read_rows, workbook
from congtac.organisations.rules.words import KINDS, LEVELS

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
DAY = date(2024, 6, 3)
BASIS = "Quyết định 01/QĐ"
WORDS = st.text('aăđêộƯ=+-@&<>"0,', min_size=1, max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@st.composite
def rows(draw: st.DrawFn) -> UnitRow:
    since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if since and until and since >= until:
        until = None
    return UnitRow(
        key=draw(st.from_regex(r"\A[a-z0-9]{1,9}(\.[a-z0-9]{1,9}){0,3}\Z")),
        name=draw(WORDS),
        short_names=tuple(draw(st.lists(WORDS, max_size=3))),
        kind=draw(st.sampled_from([*KINDS])),
        level=draw(st.sampled_from([*LEVELS])),
        code=draw(st.sampled_from(["", "01", "52"])),
        parent=draw(st.sampled_from(["", "btp"])),
        since=since,
        until=until,
    )


@given(st.lists(rows(), max_size=6))
def test_what_goes_out_comes_in_the_same(units: list[UnitRow]) -> None:
    back = read_rows(workbook("Danh mục", units))
    assert [row.unit for row in back] == units
    assert not any(row.faults for row in back)


def sheet(titles: list[str], *lines: list[object]) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    page = book.add_worksheet()
    for place, line in enumerate((["Bảng của chúng tôi"], titles, *lines)):
        page.write_row(place, 0, line)
    book.close()
    return kept.getvalue()


def test_columns_may_move_and_be_reworded_and_numbers_may_be_numbers() -> None:
    data = sheet(
        ["Ghi chú", "TÊN", "Loai", "Cấp", "mã", "Mã hành chính"],
        ["x", "  Tỉnh  Mới ", "tinh, thanh pho", "tỉnh", "moi", 99],
        ["", "", "", "", "", ""],
    )
    (row,) = read_rows(data)
    assert row.number == 3
    assert row.unit == UnitRow("moi", "Tỉnh Mới", kind="province", level="province", code="99")
    assert not row.faults


def test_a_fault_is_named_with_its_row() -> None:
    titles = [title for title, _, _ in COLUMNS.values()]
    data = sheet(titles, ["Mã Hoa", "", "", "Cung", "Tỉnh", "", "", "31/02/2024", ""])
    (row,) = read_rows(data)
    assert row.number == 3
    assert len(row.faults) == 4


@pytest.mark.parametrize("data", [b"PK\x03\x04 nothing", b"", sheet(["Tên"], ["A"])])
def test_a_workbook_without_titles_is_refused(data: bytes) -> None:
    with pytest.raises(Problem, match="ORG-0(09|10)"):
        read_rows(data)


def bring(actor: Actor, units: list[UnitRow], day: date | None = None) -> tuple[Intake, list[Line]]:
    data = workbook("Danh mục", units)
    intake = services.bring_sheet(actor, "don-vi.xlsx", data, basis=BASIS, day=day)
    return intake, queries.dry_run(intake)


def known() -> list[UnitRow]:
    return queries.sheet_rows(Unit.objects.select_related("parent"))


def test_the_whole_register_out_and_in_again_changes_nothing(cast: Cast) -> None:
    before = known()
    intake, lines = bring(cast["an"], before)
    assert {line.standing for line in lines} == {SAME}
    services.take_sheet(cast["an"], intake, fingerprint(lines))
    assert known() == before


def test_a_new_name_from_a_day_on_keeps_the_old_one(cast: Cast) -> None:
    row = next(it for it in known() if it.key == "btp.vclkhpl")
    intake, lines = bring(cast["an"], [row._replace(name="Viện Pháp lý", parent="btp.vp")], DAY)
    assert [it.field for it in lines[0].differences] == ["name", "parent"]
    assert Unit.objects.get(key="btp.vclkhpl").name == row.name
    services.take_sheet(cast["an"], intake, fingerprint(lines))
    unit = Unit.objects.get(key="btp.vclkhpl")
    assert queries.names_on(date(2024, 6, 2), [unit])[unit.pk] == row.name
    assert queries.names_on(DAY, [unit])[unit.pk] == "Viện Pháp lý"
    assert [it.key for it in queries.ancestors(unit, date(2024, 6, 2))] == ["btp"]
    assert [it.key for it in queries.ancestors(unit, DAY)] == ["btp.vp", "btp"]


def test_a_correction_leaves_no_former_name(cast: Cast) -> None:
    row = next(it for it in known() if it.key == "btp.vclkhpl")
    fixed = row._replace(name="Viện Pháp lý", parent="btp.vp", since=date(2003, 1, 1))
    intake, lines = bring(cast["an"], [fixed])
    services.take_sheet(cast["an"], intake, fingerprint(lines))
    unit = Unit.objects.get(key="btp.vclkhpl")
    assert queries.names_on(date(2004, 1, 1), [unit])[unit.pk] == "Viện Pháp lý"
    assert [it.key for it in queries.ancestors(unit, date(2004, 1, 1))] == ["btp.vp", "btp"]
    assert bring(cast["an"], known())[1][0].standing == SAME


def test_new_units_come_with_their_places_whatever_their_order(cast: Cast) -> None:
    commune = UnitRow("ninh-thuan.a.ubnd", "UBND xã A", (), "committee", "commune")
    above = UnitRow("ninh-thuan.a", "Xã A", (), "commune", "commune", parent="ninh-thuan")
    intake, lines = bring(cast["an"], [commune._replace(parent=above.key), above])
    assert counts(lines)[NEW] == 2
    services.take_sheet(cast["an"], intake, fingerprint(lines))
    unit = Unit.objects.get(key=commune.key)
    assert [it.key for it in queries.ancestors(unit, DAY)] == ["ninh-thuan.a", "ninh-thuan"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"parent": "khong-co"}, "không có đơn vị cấp trên"),
        ({"parent": "btp.vp", "key": "btp", "name": "Bộ Tư pháp"}, "cấp dưới"),
        ({"parent": "khanh-hoa-2025", "until": date(2025, 1, 1)}, "không hoạt động cùng"),
    ],
)
def test_a_row_that_makes_no_sense_stops_the_whole_sheet(
    cast: Cast, change: dict[str, Any], fault: str
) -> None:
    row = next(it for it in known() if it.key == "btp.vp")
    intake, lines = bring(
        cast["an"], [row._replace(**change), UnitRow("m", "M", (), "office", "centre")]
    )
    assert fault in lines[0].faults[0]
    with pytest.raises(Problem, match="ORG-011"):
        services.take_sheet(cast["an"], intake, fingerprint(lines))
    assert not Unit.objects.filter(key="m").exists()


def test_a_sheet_is_taken_once_and_only_as_it_was_seen(cast: Cast) -> None:
    row = UnitRow("moi", "Đơn vị mới", (), "office", "centre")
    intake, lines = bring(cast["an"], [row])
    with pytest.raises(Problem, match="ORG-011"):
        services.take_sheet(cast["an"], intake, "something else")
    services.take_sheet(cast["an"], intake, fingerprint(lines))
    with pytest.raises(Problem, match="ORG-01[12]"):
        services.take_sheet(cast["an"], intake, fingerprint(queries.dry_run(intake)))


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "ha"])
def test_others_than_the_administrator_bring_nothing_in(
    cast: Cast, client_of: Enter, name: str
) -> None:
    with pytest.raises(Refused):
        services.bring_sheet(cast[name], "x.xlsx", workbook("", []), basis=BASIS)
    assert client_of(name).get("/don-vi/nap/").status_code == 403


def test_the_administrator_looks_at_each_line_before_taking(client_of: Enter) -> None:
    client = client_of("an")
    row = next(it for it in known() if it.key == "btp.vp")
    data = workbook("", [row._replace(name="Văn phòng mới")])
    file = SimpleUploadedFile("don-vi.xlsx", data)
    answer = client.post("/don-vi/nap/", {"file": file, "basis": BASIS, "day": "03/06/2024"})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    text = page.content.decode()
    assert "Văn phòng Bộ Tư pháp</del> → <ins>Văn phòng mới" in text
    taken = client.post(f"{answer['Location']}nhan/", {"seen": page.context["seen"]})
    assert taken.status_code == 302
    assert Unit.objects.get(key="btp.vp").name == "Văn phòng mới"
    again = client.post(f"{answer['Location']}nhan/", {"seen": page.context["seen"]})
    assert again.status_code == 422


def test_a_wrong_file_is_explained_beside_the_field(client_of: Enter) -> None:
    file = SimpleUploadedFile("don-vi.xlsx", sheet(["Tên"], ["A"]))
    answer = client_of("an").post("/don-vi/nap/", {"file": file, "basis": BASIS})
    assert answer.status_code == 422
    assert "Không thấy dòng tiêu đề" in answer.content.decode()


def test_the_list_goes_out_as_it_is_narrowed(client_of: Enter) -> None:
    answer = client_of("lan").get("/don-vi/xuat/?loai=province&ngay=30/06/2025")
    read = read_rows(answer.content)
    assert len(read) == 63
    assert {row.unit.kind for row in read} == {"province"}


def test_counting_names_every_standing() -> None:
    assert set(counts([])) >= {NEW, CHANGED, SAME}
