"""Scenes inside a unit and after acceptance: parts, papers, corrections, notes, openings."""

from dataclasses import replace
from datetime import date

from congtac.statistics.models import Submission
from congtac.statistics.queries.submissions import revision
from congtac.statistics.rules.corrections import Mending
from congtac.statistics.rules.papers import short_code
from congtac.statistics.rules.parts import Scope
from congtac.statistics.services import corrections, openings, papers, parts
from congtac.statistics.services import submissions as services
from congtac.statistics.tests.begun import DAY, as_keeper, let_ha_keep
from congtac.statistics.tests.inside import accepted, begun, checked, grid, hire_phuc, told_of
from tests.journeys.staging import Stage, shows

PICTURE = b"\x89PNG\r\n\x1a\n" + b"scan" * 40
PAPER = b"%PDF-1.4\n%%EOF\n"
MEND = (
    Mending("1", "c2", "70", "71", "Nhập nhầm một hồ sơ nam"),
    Mending("1", "c3", "50", "49", "Nhập nhầm một hồ sơ nam"),
)


def opened(stage: Stage) -> Submission:
    stage.move(DAY)
    let_ha_keep()
    return begun(stage.cast)


@shows("statistics:part-give", "statistics:part", "statistics:parts", "statistics:fill")
def a_part_is_given_and_filled_in(stage: Stage) -> None:
    asked, phuc = opened(stage), hire_phuc()
    page = stage.window("lan", "statistics:part-give", asked.pk)
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Giao phần").click()
    stage.judge(page)
    order = parts.Order(Scope(columns=("c2", "c3")), date(2024, 6, 20), person="phuc")
    part = parts.give(stage.cast["lan"], asked, order, day=DAY)
    services.write(phuc, asked, grid(c1="", c4=""), seen=0, day=DAY)
    his = stage.window("phuc", "statistics:fill", asked.pk)
    stage.judge(his)
    stage.go(his, "statistics:part", part.pk)
    stage.judge(his)
    stage.go(his, "statistics:parts")
    stage.judge(his)


@shows("statistics:sign-paper", "statistics:paper")
def a_form_is_signed_on_paper(stage: Stage) -> None:
    asked = checked(stage.cast, opened(stage))
    page = stage.window("lan", "statistics:paper", asked.pk)
    stage.judge(page)
    stage.go(page, "statistics:sign-paper", asked.pk)
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Nhận bản đã ký").click()
    stage.judge(page)


@shows("statistics:signed-paper")
def the_scan_of_a_signed_form_is_taken(stage: Stage) -> None:
    asked = checked(stage.cast, opened(stage))
    made = revision(asked)
    assert made is not None
    scan = papers.Scan("ban-ky.png", PICTURE, "12/BC-STP", DAY, "Phan Thị Bình", "GIÁM ĐỐC", "")
    scan = replace(scan, digest=short_code(made.digest))
    paper = papers.sign_on_paper(stage.cast["lan"], asked, scan, day=DAY)
    page = stage.window("lan", "statistics:submission", asked.pk)
    stage.judge(page)
    stage.take(page, "statistics:signed-paper", paper.pk)


@shows(
    "statistics:correct", "statistics:correction", "statistics:submission", "statistics:received"
)
def an_accepted_form_is_corrected(stage: Stage) -> None:
    asked = accepted(stage.cast, opened(stage))
    page = stage.window("lan", "statistics:correct", asked.pk)
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Lập đính chính").click()
    stage.judge(page)
    made = corrections.ask(stage.cast["lan"], asked, MEND, day=DAY)
    corrections.check(stage.cast["minh"], made, day=DAY)
    corrections.sign(stage.cast["minh"], made, day=DAY)
    other = stage.window("ha", "statistics:received")
    stage.judge(other)
    stage.go(other, "statistics:correction", made.pk)
    stage.judge(other)
    corrections.accept(as_keeper(stage.cast), made, day=DAY)
    stage.go(other, "statistics:submission", asked.pk)
    stage.judge(other)


@shows("statistics:judge", "statistics:causes", "statistics:evidence")
def notes_are_judged_and_counted(stage: Stage) -> None:
    cast, asked = stage.cast, opened(stage)
    services.write(cast["lan"], asked, grid(c4="150"), seen=0, day=DAY)
    words = "Hồ sơ tồn từ kỳ trước chuyển sang"
    note = services.Note(told_of(asked).key, "work", words, ("so-theo-doi.pdf", PAPER))
    services.explain(cast["lan"], asked, [note], day=DAY)
    services.submit(cast["lan"], asked, day=DAY)
    services.check(cast["minh"], asked, day=DAY)
    services.sign(cast["minh"], asked, day=DAY)
    services.send(cast["lan"], asked, day=DAY)
    page = stage.window("ha", "statistics:judge", asked.pk)
    stage.judge(page)
    stage.take(page, "statistics:evidence", asked.explanations.get().pk)
    stage.go(page, "statistics:causes")
    stage.judge(page)


@shows("statistics:ask-open", "statistics:refuse-open")
def a_closed_form_is_asked_for(stage: Stage) -> None:
    asked, day = opened(stage), date(2024, 7, 10)
    stage.move(day)
    page = stage.window("lan", "statistics:ask-open", asked.pk)
    stage.judge(page)
    made = openings.ask(stage.cast["lan"], asked, reason="Mất điện cả tuần", day=day)
    other = stage.window("ha", "statistics:refuse-open", made.pk)
    stage.judge(other)
    with other.expect_navigation():
        other.get_by_role("button", name="Trả lời không mở khóa").click()
    stage.judge(other)
