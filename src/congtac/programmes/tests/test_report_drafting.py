"""A report drafted from tasks as of the cut-off, and drafted again; written by hand."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Unit
from congtac.programmes.models import Programme, Report, ReportSection, Sentence
from congtac.programmes.queries.reports import section as section_of
from congtac.programmes.rules.entries import Entry
from congtac.programmes.rules.requests import ANNEX, DIFFICULTIES, PROPOSALS, RESULTS, Outlined
from congtac.programmes.services import cascade, difficulties, drafting
from congtac.programmes.services import requests as asking
from congtac.programmes.services.drafting import Written
from congtac.programmes.services.tasks import complete, report_progress
from congtac.programmes.tests.made import accepted, task_of
from congtac.programmes.tests.reported import BODY, DAY, asked, form_of, issued, report_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
OUTLINE = (
    Outlined("I. Kết quả", RESULTS),
    Outlined("II. Khó khăn", DIFFICULTIES),
    Outlined("III. Kiến nghị", PROPOSALS),
    Outlined("Phụ lục", ANNEX, columns=("Đơn vị", "Số việc")),
)


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return accepted(cast["lan"])


@pytest.fixture
def report(cast: Cast, programme: Programme) -> Report:
    return report_of(issued(cast, outline=OUTLINE))


def results(report: Report) -> ReportSection:
    found = section_of(report.sections.get(kind="results").pk)
    assert found is not None
    return found


def said(report: Report, kind: str = "results") -> list[str]:
    found = Sentence.objects.filter(section__report=report, section__kind=kind)
    return list(found.values_list("words", flat=True))


def test_results_are_drafted_from_the_tasks_as_of_the_cut_off(
    cast: Cast, programme: Programme, report: Report
) -> None:
    lan = cast["lan"]
    first, not_led = task_of(programme, "1"), task_of(programme, "2")
    report_progress(lan, first, percent=40, note="Đã lập danh mục", day=date(2024, 6, 5))
    complete(lan, first, done_on=date(2024, 6, 20), note="Xong hẳn", day=date(2024, 6, 20))
    done = drafting.draft(lan, report, day=date(2024, 6, 24))
    assert done.added == len(said(report)) >= 2
    counts, *tasks = said(report)
    assert counts == (
        "Tính đến ngày 10/06/2024, Sở Tư pháp Ninh Thuận được giao 1 nhiệm vụ: "
        "0 hoàn thành; 1 đang thực hiện trong hạn."
    )
    told = next(it for it in tasks if first.text[:40] in it)
    assert "đang thực hiện, tiến độ 40%" in told
    assert "Đã lập danh mục." in told
    assert "Xong hẳn" not in told
    sentence = Sentence.objects.get(source_key=f"task:{first.pk}")
    assert (sentence.source_number, sentence.source_day) == (first.pk, date(2024, 6, 5))
    assert "05/06/2024" in sentence.derivation
    opening = Sentence.objects.get(source_key="count:all")
    assert opening.derivation.startswith("1 = 0 hoàn thành (0 đúng hạn, 0 muộn) + 1 đang thực")
    assert "10/06/2024" in opening.derivation
    assert not Sentence.objects.filter(source_key=f"task:{not_led.pk}").exists()


def test_what_is_recorded_later_changes_nothing(
    cast: Cast, programme: Programme, report: Report
) -> None:
    lan, task = cast["lan"], task_of(programme, "1")
    drafting.draft(lan, report, day=date(2024, 6, 11))
    before = said(report)
    report_progress(lan, task, percent=90, note="Sau ngày chốt", day=date(2024, 6, 12))
    again = drafting.draft(lan, report, day=date(2024, 6, 13))
    assert (again.added, again.renewed, again.beside) == (0, 0, 0)
    assert said(report) == before


def test_what_a_person_changed_stays_when_it_is_drafted_again(
    cast: Cast, programme: Programme, report: Report
) -> None:
    lan, task = cast["lan"], task_of(programme, "1")
    drafting.draft(lan, report, day=DAY)
    mine = Sentence.objects.get(source_key=f"task:{task.pk}")
    struck = Sentence.objects.get(source_key="count:all")
    section = results(report)
    words = {mine.pk: "Câu của Lan.", struck.pk: struck.words}
    drafting.write(
        lan,
        section,
        Written(section.version, words, frozenset({struck.pk}), added=["Viết thêm."]),
        day=DAY,
    )
    report_progress(lan, task, percent=55, note="Thêm kết quả", day=date(2024, 6, 4))
    report.refresh_from_db()
    done = drafting.draft(lan, report, day=date(2024, 6, 5))
    mine.refresh_from_db()
    struck.refresh_from_db()
    assert done.added == 0
    assert mine.words == "Câu của Lan."
    assert "55%" in mine.beside
    assert struck.is_struck
    assert "Viết thêm." in said(report)
    section = results(report)
    drafting.write(lan, section, Written(section.version, taken=frozenset({mine.pk})), day=DAY)
    mine.refresh_from_db()
    assert "55%" in mine.words
    assert (mine.beside, mine.is_touched) == ("", False)


def test_an_untouched_sentence_follows_its_source(
    cast: Cast, programme: Programme, report: Report
) -> None:
    lan, task = cast["lan"], task_of(programme, "1")
    drafting.draft(lan, report, day=DAY)
    report_progress(lan, task, percent=55, note="Thêm kết quả", day=date(2024, 6, 4))
    done = drafting.draft(lan, report, day=date(2024, 6, 5))
    assert done.renewed == 1
    assert "55%" in Sentence.objects.get(source_key=f"task:{task.pk}").words


def test_difficulties_and_proposals_come_with_their_answers(
    cast: Cast, programme: Programme, report: Report
) -> None:
    lan, task = cast["lan"], task_of(programme, "1")
    to = Unit.objects.get(key=BODY)
    hard = difficulties.Issue("obstacle", "Thiếu kinh phí số hóa", to)
    wish = difficulties.Issue("proposal", "Đề nghị cấp bổ sung", to)
    late = difficulties.Issue("difficulty", "Nêu sau ngày chốt", to)
    first = difficulties.raise_difficulty(lan, task, hard, day=DAY)
    difficulties.raise_difficulty(lan, task, wish, day=DAY)
    difficulties.raise_difficulty(lan, task, late, day=date(2024, 6, 11))
    answer = difficulties.Reply("answer", "Sẽ cấp trong tháng 7")
    difficulties.reply(cast["hoa"], first, answer, day=date(2024, 6, 6))
    drafting.draft(lan, report, day=date(2024, 6, 12))
    (told,) = said(report, "difficulties")
    assert told.startswith("Thiếu kinh phí số hóa (gửi Sở Tài chính Ninh Thuận). ")
    assert told.endswith("Đã được trả lời ngày 06/06/2024: Sẽ cấp trong tháng 7.")
    (told,) = said(report, "proposals")
    assert told.startswith("Đề nghị cấp bổ sung (gửi Sở Tài chính Ninh Thuận). ")
    assert told.endswith("Đến ngày 10/06/2024 chưa có trả lời.")


def test_an_answer_that_came_after_the_cut_off_is_not_told(
    cast: Cast, programme: Programme, report: Report
) -> None:
    lan = cast["lan"]
    hard = difficulties.Issue("obstacle", "Thiếu kinh phí", Unit.objects.get(key=BODY))
    item = difficulties.raise_difficulty(lan, task_of(programme, "1"), hard, day=DAY)
    answer = difficulties.Reply("answer", "Sẽ cấp")
    difficulties.reply(cast["hoa"], item, answer, day=date(2024, 6, 11))
    drafting.draft(lan, report, day=date(2024, 6, 12))
    assert "chưa có trả lời" in said(report, "difficulties")[0]


def test_a_task_made_of_another_is_not_counted_again(cast: Cast, programme: Programme) -> None:
    lan, ha = cast["lan"], cast["ha"]
    above = cascade.make_programme(ha, cascade.Heading("Kế hoạch của Bộ"), above=None, day=DAY)
    entry = Entry("Rà soát văn bản", lead=("Sở Tư pháp tỉnh Ninh Thuận",))
    task = cascade.add_task(ha, above, entry, day=DAY)
    own = cascade.make_programme(lan, cascade.Heading("Kế hoạch của Sở"), above=above, day=DAY)
    cascade.take_over(lan, own, [task], day=DAY)
    copy = own.tasks.get()
    report_progress(lan, copy, percent=30, note="Đã rà soát 12 văn bản", day=DAY)
    report = report_of(issued(cast, programme=above, outline=OUTLINE))
    drafting.draft(lan, report, day=date(2024, 6, 11))
    counts, told = said(report)
    assert "được giao 1 nhiệm vụ" in counts
    assert "Đã rà soát 12 văn bản." in told


def test_two_who_write_at_once_do_not_lose_words(
    cast: Cast, programme: Programme, report: Report
) -> None:
    seen, same = results(report), results(report)
    drafting.write(cast["lan"], seen, Written(seen.version, added=["Của Lan."]), day=DAY)
    with pytest.raises(Problem, match="PRG-117"):
        drafting.write(cast["minh"], same, Written(same.version, added=["Của Minh."]), day=DAY)
    assert said(report) == ["Của Lan."]


def test_only_the_unit_writes_its_report(cast: Cast, programme: Programme, report: Report) -> None:
    for name in ("hoa", "ha", "an"):
        with pytest.raises(Refused):
            drafting.draft(cast[name], report, day=DAY)
        with pytest.raises(Refused):
            drafting.write(cast[name], results(report), Written(0, added=["Chen vào."]), day=DAY)
    drafting.draft(cast["minh"], report, day=DAY)


def test_a_section_is_written_on_its_screen(
    programme: Programme, report: Report, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan = client_of("lan")
    lan.post(f"/nhiem-vu/bao-cao/{report.pk}/soan/")
    section = results(report)
    address = f"/nhiem-vu/bao-cao/muc/{section.pk}/"
    page = lan.get(address).content.decode()
    assert "Cách tính" in page
    first = section.sentences.all()[1]
    said_now = form_of(page, added="Một đoạn.\nĐoạn nữa.")
    lan.post(address, said_now | {f"cau-{first.pk}": "Lan viết lại."})
    page = lan.get(f"/nhiem-vu/bao-cao/{report.pk}/").content.decode()
    for words in ("Lan viết lại.", "Một đoạn.", "Đoạn nữa.", "Mở nguồn"):
        assert words in page
    stale = lan.post(address, said_now | {"added": "Không được mất."})
    assert stale.status_code == 422
    assert "Không được mất." in stale.content.decode()


def test_a_table_is_typed_and_pasted(report: Report, client_of: ClientOf, on_day: OnDay) -> None:
    on_day(DAY)
    lan = client_of("lan")
    section = report.sections.get(kind="annex")
    address = f"/nhiem-vu/bao-cao/muc/{section.pk}/"
    said_now = form_of(lan.get(address).content.decode())
    said_now |= {"o-0-0": "Huyện Ninh Sơn", "o-0-1": "12", "dan": "Huyện Ninh Hải\t9\tthừa\n\n"}
    lan.post(address, said_now)
    section.refresh_from_db()
    assert section.rows == [["Huyện Ninh Sơn", "12"], ["Huyện Ninh Hải", "9"]]


def test_a_report_draws_on_the_programme_that_is_asked_about(
    cast: Cast, programme: Programme
) -> None:
    ha = cast["ha"]
    other = cascade.make_programme(ha, cascade.Heading("Kế hoạch khác"), above=None, day=DAY)
    made = asking.make(ha, asked(programme=other, outline=OUTLINE), day=DAY)
    asking.issue(ha, made, day=DAY)
    report = report_of(made)
    drafting.draft(cast["lan"], report, day=DAY)
    assert said(report) == []
