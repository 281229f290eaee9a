"""Bringing reports together: every sentence and every sum leads to where it came from."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.ground.lineage.models import Link
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.programmes.models import Report, ReportRequest, ReportRevision, Sentence, TakenReport
from congtac.programmes.queries import consolidating as queries
from congtac.programmes.queries.reports import sections_of
from congtac.programmes.queries.requests import Named
from congtac.programmes.services import consolidating as services
from congtac.programmes.services import drafting, reports, requests
from congtac.programmes.services.consolidating import Gathering
from congtac.programmes.tests.received import (
    OUTLINE,
    accepted_from,
    asked_of_four,
    asked_through_one,
    people_of,
    send,
    write_in,
)
from congtac.programmes.tests.reported import DAY, asked, report_of, unit

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
STP, STC = "ninh-thuan.stp", "ninh-thuan.stc"
GATHER = "/nhiem-vu/bao-cao/yeu-cau/{}/tong-hop/"
SOURCES = "/nhiem-vu/bao-cao/{}/nguon/"
OTHER_ROWS = (("1", "Kết hôn", "-"), ("2", "khai sinh", "800,5"))


@pytest.fixture
def request_(cast: Cast) -> ReportRequest:
    """Two of four are accepted, one waits, one has sent nothing."""
    made = asked_of_four(cast)
    accepted_from(cast, made, STP, words=("Đã tập huấn hai lớp.", "Đã kiểm tra ba xã."))
    accepted_from(cast, made, STC, words=("Đã bố trí kinh phí.",), rows=OTHER_ROWS)
    send(report_of(made, "ninh-thuan.snv"), words=("Đã tuyển ba công chức.",))
    return made


@pytest.fixture
def draft(cast: Cast, request_: ReportRequest) -> Report:
    return services.consolidate(cast["ha"], request_, Gathering(), day=DAY)


def words_of(draft: Report, place: int = 1) -> list[str]:
    section = draft.sections.get(position=place)
    return [it.words for it in section.sentences.all() if not it.is_struck]


def sentence_of(draft: Report, words: str) -> Sentence:
    return Sentence.objects.get(section__report=draft, words=words)


def test_sentences_are_gathered_unit_by_unit_and_the_missing_are_named(draft: Report) -> None:
    said = words_of(draft)
    assert said[0].startswith("Báo cáo này tổng hợp từ 2 trên 4 báo cáo được yêu cầu")
    assert "Sở Nội vụ Ninh Thuận" in said[0]
    assert "Sở Tư pháp Hà Nội" in said[0]
    assert set(said[1:]) == {
        "Sở Tư pháp Ninh Thuận: Đã tập huấn hai lớp.",
        "Sở Tư pháp Ninh Thuận: Đã kiểm tra ba xã.",
        "Sở Tài chính Ninh Thuận: Đã bố trí kinh phí.",
    }
    at = [line.partition(":")[0] for line in said[1:]]
    assert at == sorted(at, key=at.index), "the sentences of a unit stand together"


def test_each_sentence_leads_to_its_revision_and_section(
    draft: Report, request_: ReportRequest
) -> None:
    source = report_of(request_, STP)
    sections = queries.traced(draft, sections_of(draft))
    found = next(it for it in sections[0].sentences if "ba xã" in it.sentence.words)
    assert found.revision is not None
    assert (found.revision.report_id, found.revision.ordinal) == (source.pk, 1)
    told = [it["words"] for part in found.revision.content["sections"] for it in part["sentences"]]
    assert "Đã kiểm tra ba xã." in told
    assert "mục “I. Kết quả thực hiện nhiệm vụ”" in found.sentence.derivation
    assert all(it.revision for it in sections[0].sentences[1:])


def test_tables_are_summed_with_their_addends(draft: Report) -> None:
    annex = queries.traced(draft, sections_of(draft))[2]
    assert annex.section.rows == [["1", "Kết hôn", "30"], ["2", "khai sinh", "2.000,5"]]
    assert annex.table is not None
    sums = [it.derivation for it in annex.table.sums]
    assert sums == [
        "30 = - (Sở Tài chính Ninh Thuận) + 30 (Sở Tư pháp Ninh Thuận)",
        "2.000,5 = 800,5 (Sở Tài chính Ninh Thuận) + 1.200 (Sở Tư pháp Ninh Thuận)",
    ]
    assert not annex.is_own


def test_those_that_wait_are_taken_only_when_asked_for(cast: Cast, request_: ReportRequest) -> None:
    how = Gathering(with_unaccepted=True)
    made = services.consolidate(cast["ha"], request_, how, day=DAY)
    assert "Sở Nội vụ Ninh Thuận: Đã tuyển ba công chức." in words_of(made)
    assert made.taken.count() == 3


def test_what_a_person_wrote_stays_and_the_new_source_stands_beside(
    cast: Cast, draft: Report, request_: ReportRequest
) -> None:
    ha = cast["ha"]
    mine = sentence_of(draft, "Sở Tài chính Ninh Thuận: Đã bố trí kinh phí.")
    section = mine.section
    section.report = draft
    said = drafting.Written(
        section.version, words={mine.pk: "Kinh phí đã đủ."}, added=["Tôi viết."]
    )
    drafting.write(ha, section, said, day=DAY)
    snv = report_of(request_, "ninh-thuan.snv")
    reports.accept(ha, snv, day=DAY)
    services.consolidate_again(ha, draft, day=DAY)
    said_now = words_of(draft)
    assert {"Kinh phí đã đủ.", "Tôi viết."} <= set(said_now)
    assert "Sở Nội vụ Ninh Thuận: Đã tuyển ba công chức." in said_now
    mine.refresh_from_db()
    assert mine.source_key.startswith("report:")


def test_a_newer_revision_is_marked_and_taken(cast: Cast, request_: ReportRequest) -> None:
    ha, how = cast["ha"], Gathering(with_unaccepted=True)
    made = services.consolidate(ha, request_, how, day=DAY)
    source = report_of(request_, "ninh-thuan.snv")
    sentence = sentence_of(made, "Sở Nội vụ Ninh Thuận: Đã tuyển ba công chức.")
    mine = sentence.section
    mine.report = made
    changed = drafting.Written(mine.version, words={sentence.pk: "Nội vụ tuyển ba người."})
    drafting.write(ha, mine, changed, day=DAY)
    _send_again(cast, source)
    stale = queries.sources(made)
    assert [it.taken.report_id for it in stale.taken if it.is_changed] == [source.pk]
    traced = queries.traced(made, sections_of(made))[0].sentences
    assert [it.sentence.pk for it in traced if it.is_changed] == [sentence.pk]
    services.consolidate_again(ha, made, with_unaccepted=True, day=DAY)
    sentence.refresh_from_db()
    assert sentence.words == "Nội vụ tuyển ba người."
    assert sentence.beside == "Sở Nội vụ Ninh Thuận: Đã tuyển bốn công chức."
    assert not any(it.is_changed for it in queries.sources(made).taken)


def _send_again(cast: Cast, source: Report) -> None:
    """Return a report; its unit corrects the sentence and sends it again."""
    reports.give_back(cast["ha"], source, words="Sai số", day=DAY)
    officer, leader = people_of(source)
    said = Sentence.objects.get(section__report=source, words="Đã tuyển ba công chức.")
    write_in(source, 1, day=DAY, words={said.pk: "Đã tuyển bốn công chức."})
    reports.submit(officer, source, day=DAY)
    reports.check(leader, source, day=DAY)
    reports.sign(leader, source, day=DAY)
    reports.send(officer, source, day=DAY)


def test_rows_that_a_person_changed_stay(
    cast: Cast, draft: Report, request_: ReportRequest
) -> None:
    own = [["1", "Khai sinh", "2.001"]]
    section = draft.sections.get(position=3)
    section.report = draft
    drafting.write(cast["ha"], section, drafting.Written(section.version, rows=own), day=DAY)
    reports.accept(cast["ha"], report_of(request_, "ninh-thuan.snv"), day=DAY)
    services.consolidate_again(cast["ha"], draft, day=DAY)
    section.refresh_from_db()
    assert section.rows == own
    assert queries.traced(draft, sections_of(draft))[2].is_own


def test_rows_that_nobody_changed_are_summed_anew(
    cast: Cast, draft: Report, request_: ReportRequest
) -> None:
    reports.accept(cast["ha"], report_of(request_, "ninh-thuan.snv"), day=DAY)
    services.consolidate_again(cast["ha"], draft, day=DAY)
    rows = {row[1].casefold(): row[2] for row in draft.sections.get(position=3).rows}
    assert rows == {"khai sinh": "3.200,5", "kết hôn": "60"}


def test_it_goes_into_an_own_report_that_goes_up(cast: Cast) -> None:
    """The department asks below and answers the Ministry with what it gathers."""
    lan = cast["lan"]
    above = asked_of_four(cast)
    below = requests.make(lan, asked(addressees=_named(STC), outline=OUTLINE), day=DAY)
    requests.issue(lan, below, day=DAY)
    source = send(report_of(below, STC))
    reports.accept(lan, source, day=DAY)
    own = report_of(above, STP)
    assert own in queries.drafts_for(lan.unit, below)
    made = services.consolidate(lan, below, Gathering(into=own), day=DAY)
    assert (made.pk, made.consolidates_id, made.to_id) == (own.pk, below.pk, unit("btp").pk)
    assert made.sections.count() == len(OUTLINE)
    officer = lan
    reports.submit(officer, made, day=DAY)
    reports.check(cast["minh"], made, day=DAY)
    assert "Sở Tài chính Ninh Thuận: Đã tập huấn hai lớp." in words_of(made)


def _named(*keys: str) -> list[Named]:
    return [Named(unit(key).name, unit(key)) for key in keys]


def test_a_body_between_gathers_what_goes_through_it(cast: Cast) -> None:
    lan, made = cast["lan"], asked_through_one(cast)
    source = send(report_of(made, STC))
    with pytest.raises(Problem, match="PRG-122"):
        services.consolidate(lan, made, Gathering(), day=DAY)
    reports.forward(lan, source, day=DAY)
    draft = services.consolidate(lan, made, Gathering(), day=DAY)
    assert (draft.unit.key, draft.to) == (STP, unit("btp"))
    opening = words_of(draft)[0]
    assert "1 trên 2 báo cáo" in opening
    assert "Sở Nội vụ Ninh Thuận" in opening
    assert "Hà Nội" not in opening
    assert [it.unit.key for it in queries.sources(draft).missing] == ["ninh-thuan.snv"]
    with pytest.raises(Refused):
        services.consolidate(cast["hoa"], made, Gathering(), day=DAY)


def test_drafting_from_tasks_and_gathering_leave_each_other_alone(
    cast: Cast, draft: Report
) -> None:
    drafting.draft(cast["ha"], draft, day=DAY)
    told = Sentence.objects.filter(section__report=draft, source_kind="report")
    assert told.count() >= 3
    assert not told.filter(is_sourceless=True).exists()


def test_nothing_is_gathered_before_a_report_is_accepted(cast: Cast) -> None:
    made = asked_of_four(cast)
    with pytest.raises(Problem, match="PRG-122"):
        services.consolidate(cast["ha"], made, Gathering(), day=DAY)
    assert not Report.objects.filter(consolidates=made).exists()


@pytest.mark.parametrize("who", ["lan", "minh", "hoa"])
def test_only_who_asked_gathers(
    who: str, cast: Cast, draft: Report, request_: ReportRequest, client_of: ClientOf
) -> None:
    with pytest.raises(Refused):
        services.consolidate(cast[who], request_, Gathering(), day=DAY)
    with pytest.raises(Refused):
        services.consolidate_again(cast[who], draft, day=DAY)
    assert client_of(who).get(GATHER.format(request_.pk)).status_code == 403
    assert client_of(who).get(SOURCES.format(draft.pk)).status_code == 403


def test_one_report_brings_together_one_request(cast: Cast, draft: Report) -> None:
    other = asked_of_four(cast)
    accepted_from(cast, other, STP)
    with pytest.raises(Problem, match="PRG-123"):
        services.consolidate(cast["ha"], other, Gathering(into=draft), day=DAY)


def test_a_report_is_taken_once_and_never_from_itself(draft: Report) -> None:
    first = draft.taken.first()
    assert first is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        TakenReport.objects.create(
            consolidation=draft, report=first.report, revision=first.revision, taken_on=DAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        TakenReport.objects.create(
            consolidation=draft, report=draft, revision=first.revision, taken_on=DAY
        )


def test_it_is_in_the_log_and_in_the_lineage(draft: Report) -> None:
    assert Line.objects.filter(act="programmes.report.consolidate").count() == 1
    stands_on = Link.objects.filter(upper_kind="report", upper_key=str(draft.pk))
    assert stands_on.filter(lower_kind="report").count() == 2


def test_the_screens_show_what_is_taken_missing_and_where_each_sentence_is_from(
    request_: ReportRequest, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    ha = client_of("ha")
    page = ha.get(GATHER.format(request_.pk)).content.decode()
    assert "2 báo cáo đã tiếp nhận sẽ được lấy" in page
    assert "2 đơn vị sẽ được nêu là chưa có báo cáo" in page
    done = ha.post(GATHER.format(request_.pk), {"into": "", "to": ""}, follow=True)
    text = done.content.decode()
    source = ReportRevision.objects.get(report__unit__key=STP)
    assert f"/nhiem-vu/bao-cao/{source.report_id}/ban-gui/1/" in text
    added = "2.000,5 = 800,5 (Sở Tài chính Ninh Thuận) + 1.200 (Sở Tư pháp Ninh Thuận)"
    assert added in text
    unknown = ha.post(GATHER.format(request_.pk), {"into": "", "to": "Sở Không Có"})
    assert unknown.status_code == 422
    assert "Không rõ đơn vị này" in unknown.content.decode()


def test_the_page_of_sources_asks_a_constant_number_of_queries(
    request_: ReportRequest, cast: Cast, draft: Report, client_of: ClientOf
) -> None:
    ha = client_of("ha")

    def count() -> int:
        with CaptureQueriesContext(connection) as asked_for:
            assert ha.get(SOURCES.format(draft.pk)).status_code == 200
        return len(asked_for)

    before = count()
    reports.accept(cast["ha"], report_of(request_, "ninh-thuan.snv"), day=DAY)
    services.consolidate_again(cast["ha"], draft, day=DAY)
    assert count() <= before
