"""Feeds: kept, given by file, compared, taken with their source."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.statistics.models import CellSource, Feed, FeedOffer, FeedRun, Period, Submission
from congtac.statistics.queries import feeds as queries
from congtac.statistics.queries import pages
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules.feeds import CellRule, mapping_of
from congtac.statistics.rules.feeds import Mapping as Mapped
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import feeds as services
from congtac.statistics.services import submissions
from congtac.statistics.services.feed_folder import look
from congtac.statistics.tests.begun import (
    CODE,
    DAY,
    as_keeper,
    let_ha_keep,
    let_minh_sign,
    open_half_year,
)

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
OnDay = Callable[[date], None]
OWN = "ninh-thuan.stp"
CASES = "ngay;gioi_tinh\n05/02/2024;Nam\n06/02/2024;Nam\n07/02/2024;Nữ\n07/09/2024;Nữ"
CELLS = (
    CellRule("1", "c1", "count"),
    CellRule("1", "c2", "count", where={"gioi_tinh": "Nam"}),
    CellRule("1", "c3", "count", where={"gioi_tinh": "Nữ"}),
)


def said(**changes: Any) -> services.Said:
    whole = {
        "code": "nuoi-con-nuoi",
        "name": "Hồ sơ nuôi con nuôi",
        "source": "Phần mềm hộ tịch",
        "form_code": CODE,
        "mapping": Mapped(CELLS, day="ngay"),
        **changes,
    }
    return services.Said(**whole)


def handed(text: str = CASES, name: str = "ho-so.csv") -> services.Handed:
    return services.Handed(name, text.encode())


@pytest.fixture
def period(cast: Cast) -> Period:
    let_minh_sign()
    return open_half_year(cast)[0]


@pytest.fixture
def feed(cast: Cast, period: Period) -> Feed:
    return services.keep_feed(as_keeper(cast), said(), day=DAY)


def offered(cast: Cast, feed: Feed, period: Period, text: str = CASES) -> FeedOffer:
    run = services.give(cast["lan"], feed, period, handed(text), day=DAY).run
    found = queries.offer(run.offers.get().pk)
    assert found
    return found


def every(offer: FeedOffer) -> list[tuple[str, str]]:
    return [place for place, _value in queries.cells_of(offer)]


def written(cast: Cast, period: Period, **cells: str) -> Submission:
    form = submission_queries.owed_by(OWN, period, DAY)[0].form
    asked = submissions.begin(cast["lan"], form, period, day=DAY)
    grid = Grid((), {("1", column): value for column, value in cells.items()})
    submissions.write(cast["lan"], asked, grid, seen=asked.revisions_count, day=DAY)
    return asked


def figures(asked: Submission) -> dict[str, str]:
    asked.refresh_from_db()
    made = submission_queries.revision(asked)
    return {column: it for (_row, column), it in submission_queries.grid_of(made).cells.items()}


def test_a_mapping_is_a_dated_version_that_only_the_keeper_makes(cast: Cast, feed: Feed) -> None:
    later = date(2024, 7, 1)
    fewer = said(mapping=Mapped(CELLS[:1]))
    new = services.keep_feed(as_keeper(cast), fewer, day=later)
    feed.refresh_from_db()
    assert (feed.until, new.version, new.is_in_force) == (later, 2, True)
    assert queries.feed(feed.code, DAY) == feed
    assert queries.feed(feed.code, later) == new
    with pytest.raises(TypeError):
        feed.save()
    for name in ("lan", "minh", "hoa", "ha"):
        with pytest.raises(Refused):
            services.keep_feed(cast[name], said(), day=later)
        with pytest.raises(Refused):
            services.end_feed(cast[name], new, day=later)
    services.end_feed(as_keeper(cast), new, day=later)
    with pytest.raises(Problem, match="STA-485"):
        services.end_feed(as_keeper(cast), new, day=later)
    assert queries.feed(feed.code, later) is None


def test_a_mapping_into_cells_that_are_not_there_is_refused(cast: Cast, feed: Feed) -> None:
    keeper = as_keeper(cast)
    with pytest.raises(Problem, match=r"STA-484.*c9"):
        services.keep_feed(keeper, said(mapping=Mapped((CellRule("1", "c9", "count"),))), day=DAY)
    for wrong in ({"name": " "}, {"source": ""}, {"form_code": "99/X"}):
        with pytest.raises(Problem, match="STA-488"):
            services.keep_feed(keeper, said(**wrong), day=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(until=date(2024, 1, 1))
    assert mapping_of(feed.mapping) == feed.rules


def test_what_comes_is_only_an_offer_and_the_same_bytes_come_once(
    cast: Cast, feed: Feed, period: Period
) -> None:
    first = services.give(cast["lan"], feed, period, handed(), day=DAY)
    assert (first.run.rows_read, first.run.rows_left, first.run.faults) == (4, 1, [])
    assert queries.cells_of(first.run.offers.get()) == [
        (("1", "c1"), "3"), (("1", "c2"), "2"), (("1", "c3"), "1"),
    ]  # fmt: skip
    assert not Submission.objects.exists(), "nothing is written"
    again = services.give(cast["minh"], feed, period, handed(name="khac.csv"), day=DAY)
    assert (again.run, again.is_new) == (first.run, False)
    assert FeedRun.objects.count() == Line.objects.filter(act="statistics.feed.given").count() == 1
    assert Notice.objects.filter(kind="statistics.offered", person__username="minh").exists()
    with pytest.raises(TypeError):
        first.run.delete()


def test_who_does_not_owe_the_form_gives_nothing_and_a_broken_file_is_refused(
    cast: Cast, feed: Feed, period: Period
) -> None:
    run = services.give(cast["hoa"], feed, period, handed(), day=DAY).run
    assert run.offers.count() == 0
    assert "không phải báo cáo" in run.faults[0]
    with pytest.raises(Refused):
        services.give(Actor("", "Khách"), feed, period, handed(), day=DAY)
    with pytest.raises(Problem, match="STA-482"):
        services.give(cast["lan"], feed, period, handed("chữ không có bảng"), day=DAY)
    services.end_feed(as_keeper(cast), feed, day=DAY)
    feed.refresh_from_db()
    with pytest.raises(Problem, match="STA-485"):
        services.give(cast["lan"], feed, period, handed(), day=DAY)


def test_a_file_of_many_units_is_split_and_only_the_keeper_gives_for_others(
    cast: Cast, feed: Feed, period: Period
) -> None:
    mapping = Mapped(CELLS[:1], unit="don_vi")
    feed = services.keep_feed(as_keeper(cast), said(mapping=mapping), day=DAY)
    text = f"don_vi;so\n{OWN};1\nSở Tư pháp An Giang;1\nSở Tư pháp An Giang;1\nTòa án X;1"
    run = services.give(as_keeper(cast), feed, period, handed(text), day=DAY).run
    counts = {it.unit.key: it.cells[0][2] for it in run.offers.all()}
    assert counts == {OWN: "1", "an-giang.stp": "2"}
    assert len(run.faults) == 1
    own = services.give(cast["lan"], feed, period, handed(text), day=DAY).run
    assert [it.unit.key for it in own.offers.all()] == [OWN]
    assert len(own.faults) == 2


def test_empty_cells_are_filled_and_others_only_by_choice(
    cast: Cast, feed: Feed, period: Period
) -> None:
    asked = written(cast, period, c1="9", c2="2")
    offer = offered(cast, feed, period)
    shown = queries.difference_of(offer, DAY)
    assert [(it.before, it.after) for it in shown.changed] == [("9", "3")]
    assert [it.after for it in shown.new] == ["1"]
    assert shown.same == 1
    made = services.take(cast["lan"], offer, [("1", "c3")], day=DAY)
    assert made.ordinal == 2
    assert figures(asked) == {"c1": "9", "c2": "2", "c3": "1"}, "9 stays until somebody chooses"
    services.take(cast["minh"], offer, every(offer), day=DAY)
    assert figures(asked) == {"c1": "3", "c2": "2", "c3": "1"}
    taken = CellSource.objects.values_list("column", "revision", "value")
    assert list(taken) == [("c3", 2, "1"), ("c1", 3, "3")]
    assert Line.objects.filter(act="statistics.feed.taken").count() == 2
    with pytest.raises(Problem, match="STA-487"):
        services.take(cast["lan"], offer, every(offer), day=DAY)


def test_a_form_that_was_not_begun_is_begun_by_taking(
    cast: Cast, feed: Feed, period: Period
) -> None:
    offer = offered(cast, feed, period)
    made = services.take(cast["lan"], offer, every(offer), day=DAY)
    assert made.submission.filled_by == "lan"
    assert list(queries.waiting(OWN)) == []


def test_only_the_unit_takes_and_never_into_a_form_that_left_it(
    cast: Cast, feed: Feed, period: Period
) -> None:
    offer = offered(cast, feed, period)
    for actor in (cast["hoa"], cast["ha"], as_keeper(cast)):
        with pytest.raises(Refused):
            services.take(actor, offer, every(offer), day=DAY)
    asked = written(cast, period, c1="3", c2="1", c3="2", c4="-")
    submissions.submit(cast["lan"], asked, day=DAY)
    with pytest.raises(Problem, match="STA-486"):
        services.take(cast["lan"], offer, every(offer), day=DAY)
    assert not CellSource.objects.exists()
    asked.refresh_from_db()
    assert asked.revisions_count == 1
    late = date(2024, 8, 1)
    submissions.redo(cast["minh"], asked, words="Soát lại", day=DAY)
    with pytest.raises(Problem, match="STA-486"):
        services.take(cast["lan"], offer, every(offer), day=late)


def test_a_cell_tells_where_its_figure_is_from_and_that_it_was_changed_by_hand(
    cast: Cast, feed: Feed, period: Period
) -> None:
    offer = offered(cast, feed, period)
    asked = services.take(cast["lan"], offer, every(offer), day=DAY).submission
    asked.refresh_from_db()
    told = pages.figures(asked, submission_queries.revision(asked)).lines[0].cells
    assert told[0].source == "Từ Phần mềm hộ tịch, ngày 17/06/2024, tệp ho-so.csv."
    assert told[3].source == ""
    cells = {"c1": "4", "c2": "2", "c3": "1"}
    written(cast, period, **cells)
    asked.refresh_from_db()
    told = pages.figures(asked, submission_queries.revision(asked)).lines[0].cells
    assert told[0].source.endswith("Sau đó sửa tay.")
    assert told[1].source.endswith("tệp ho-so.csv.")
    before = pages.figures(asked, submission_queries.revision(asked, 1)).lines[0].cells
    assert before[0].source.endswith("tệp ho-so.csv."), "the older revision stays as it was"


def test_files_in_the_folder_of_a_feed_are_given_by_the_clock_and_put_aside(
    cast: Cast, feed: Feed, period: Period, tmp_path: Path
) -> None:
    mapping = Mapped(CELLS[:1], unit="don_vi")
    services.keep_feed(as_keeper(cast), said(mapping=mapping), day=DAY)
    folder = tmp_path / feed.code / period.code
    folder.mkdir(parents=True)
    good, bad, other = (folder / name for name in ("a.csv", "b.json", "ghi-chu.txt"))
    good.write_text(f"don_vi;so\n{OWN};1\n", encoding="utf-8")
    bad.write_text("{", encoding="utf-8")
    other.write_text("không phải số liệu", encoding="utf-8")
    assert look(tmp_path, DAY) == 1
    assert [it.unit.key for it in FeedOffer.objects.all()] == [OWN]
    assert sorted(it.name for it in folder.rglob("*") if it.is_file()) == [
        "a.csv", "b.json", "b.json.txt", "ghi-chu.txt",
    ]  # fmt: skip
    assert "STA-482" in (folder / "refused" / "b.json.txt").read_text(encoding="utf-8")
    assert look(tmp_path, DAY) == 0


def test_a_file_is_given_compared_and_taken_on_the_screens(
    cast: Cast, feed: Feed, period: Period, client_of: Enter, on_day: OnDay
) -> None:
    on_day(DAY)
    lan, hoa = client_of("lan"), client_of("hoa")
    assert "Hồ sơ nuôi con nuôi" in lan.get("/thong-ke/nguon/").content.decode()
    address = f"/thong-ke/nguon/ma/{feed.code}/"
    assert "Đếm số dòng" in lan.get(address).content.decode()
    broken = {"period": period.pk, "file": SimpleUploadedFile("a.csv", b"x")}
    assert lan.post(address, broken).status_code == 422
    good = {"period": period.pk, "file": SimpleUploadedFile("ho-so.csv", CASES.encode())}
    come = lan.post(address, good, follow=True)
    assert "Đã đọc 4 dòng" in come.content.decode()
    offer = FeedOffer.objects.get()
    one = f"/thong-ke/nguon/de-nghi/{offer.pk}/"
    assert "3 ô còn trống sẽ được điền" in lan.get(one).content.decode()
    assert "Hồ sơ nuôi con nuôi" in lan.get("/").content.decode(), "it waits on the desk"
    for foreign in (one, f"/thong-ke/nguon/lan/{offer.run_id}/"):
        assert hoa.get(foreign).status_code == 403
    assert lan.post(one, {}).status_code == 422
    page = lan.post(one, {"o0": "on", "o2": "on"}, follow=True).content.decode()
    assert "Đã lấy 2 ô vào biểu" in page
    assert "Từ Phần mềm hộ tịch" in page
    assert figures(Submission.objects.get()) == {"c1": "3", "c3": "1"}


def test_the_keeper_maps_tries_and_keeps_a_source_on_the_screens(
    cast: Cast, period: Period, client_of: Enter, on_day: OnDay
) -> None:
    on_day(DAY)
    let_ha_keep()
    ha, lan = client_of("ha"), client_of("lan")
    assert lan.get("/thong-ke/nguon/khai-bao/").status_code == 403
    form = submission_queries.owed_by(OWN, period, DAY)[0].form
    chosen = ha.get("/thong-ke/nguon/khai-bao/", {"bieu": form.pk})
    address = chosen["Location"]
    assert address == f"/thong-ke/nguon/khai-bao/{form.pk}/"
    typed = {
        "code": "con-nuoi", "name": "Con nuôi", "source": "Hộ tịch", "day": "ngay",
        "o0-cell": "1 | c1", "o0-how": "count", "o0-source": "", "o0-where": "gioi_tinh = Nam",
    }  # fmt: skip
    trial = {**typed, "thu": "1", "trial": SimpleUploadedFile("a.csv", CASES.encode())}
    page = ha.post(address, trial).content.decode()
    assert "Đọc 4 dòng, 1 dòng ngoài kỳ" in page
    assert not Feed.objects.exists()
    assert ha.post(address, {**typed, "thu": "1"}).status_code == 422
    assert ha.post(address, {**typed, "o0-where": "gioi_tinh"}).status_code == 422
    assert ha.post(address, {**typed, "o0-cell": ""}).status_code == 422
    assert ha.post(address, typed)["Location"] == "/thong-ke/nguon/ma/con-nuoi/"
    data = ha.get("/thong-ke/nguon/ma/con-nuoi/bang-ghep/").content
    edit = ha.get("/thong-ke/nguon/ma/con-nuoi/sua/", follow=True).content.decode()
    assert 'value="gioi_tinh = Nam"' in edit
    back = {**typed, "o0-cell": "", "mapping": SimpleUploadedFile("a.json", data)}
    ha.post(address, back)
    first, second = Feed.objects.order_by("version")
    assert first.mapping == second.mapping
    junk = {**typed, "mapping": SimpleUploadedFile("a.json", b"[]")}
    assert ha.post(address, junk).status_code == 422
    assert lan.post("/thong-ke/nguon/ma/con-nuoi/thoi-dung/").status_code == 403
    ha.post("/thong-ke/nguon/ma/con-nuoi/thoi-dung/")
    assert ha.get("/thong-ke/nguon/ma/con-nuoi/").status_code == 404


SLOT = "Tên xã…"
COMMUNES = "xa;viec\nXã An;3\nxa binh;5\nXã Cam;7"


def test_names_of_a_file_fill_slot_rows_shown_before_they_are_taken(
    cast: Cast, client_of: Enter, on_day: OnDay
) -> None:
    on_day(DAY)
    period, form = open_half_year(cast, rows=["Tổng số", SLOT], relation_details=[])
    rule = CellRule(SLOT, "c1", "sum", "viec")
    with pytest.raises(Problem, match=r"STA-484.*cột ghi tên dòng"):
        services.keep_feed(as_keeper(cast), said(mapping=Mapped((rule,))), day=DAY)
    feed = services.keep_feed(as_keeper(cast), said(mapping=Mapped((rule,), rows="xa")), day=DAY)
    asked = submissions.begin(cast["lan"], form, period, day=DAY)
    there = Grid(((SLOT, "1. Xã An"), (SLOT, "2. Xã Bình")), {("1. Xã An", "c1"): "2"})
    submissions.write(cast["lan"], asked, there, seen=0, day=DAY)
    offer = offered(cast, feed, period, COMMUNES)
    client, address = client_of("lan"), f"/thong-ke/nguon/de-nghi/{offer.pk}/"
    page = client.get(address).content.decode()
    for words in ("1. Xã An", "2. Xã Bình", "dòng mới", "1 dòng mà biểu chưa có"):
        assert words in page
    shown = queries.difference_of(offer, DAY)
    changed, *new = shown.lines
    assert (changed.before, changed.after) == ("2", "3")
    assert client.post(address, {it.name: "on" for it in new}).status_code == 302
    asked.refresh_from_db()
    made = submission_queries.revision(asked)
    grid = submission_queries.grid_of(made)
    assert grid.rows == (*there.rows, (SLOT, "Xã Cam"))
    assert [grid.cells.get((name, "c1")) for _slot, name in grid.rows] == ["2", "5", "7"]
    assert "Phần mềm hộ tịch" in queries.sources_of(asked, made)["Xã Cam", "c1"]
    assert client_of("hoa").get(address).status_code == 403
