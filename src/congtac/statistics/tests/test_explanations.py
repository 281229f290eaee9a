"""A note brings evidence, is accepted or returned, counted by cause, offered again next year."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.models import Cause, Explanation, Judgement, Submission
from congtac.statistics.queries import explanations as queries
from congtac.statistics.services import explanations as services
from congtac.statistics.services import submissions
from congtac.statistics.services.calendars import open_period
from congtac.statistics.tests.begun import CODE, DAY, as_keeper, let_ha_keep
from congtac.statistics.tests.inside import begun, grid, told_of

Cast = Mapping[str, Actor]
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def asked(cast: Cast) -> Submission:
    return begun(cast)


def explained(cast: Cast, asked: Submission, day: date = DAY) -> Submission:
    """More children than all, explained, sent."""
    lan = cast["lan"]
    submissions.write(lan, asked, grid(c4="150"), seen=asked.revisions_count, day=day)
    note = submissions.Note(told_of(asked).key, "work", "Tồn từ kỳ trước", ("cv.pdf", PDF))
    submissions.explain(lan, asked, [note], day=day)
    submissions.submit(lan, asked, day=day)
    submissions.check(cast["minh"], asked, day=day)
    submissions.sign(cast["minh"], asked, day=day)
    submissions.send(lan, asked, day=day)
    return asked


def opinion(asked: Submission, *, is_accepted: bool, words: str = "") -> services.Opinion:
    note = asked.explanations.latest("ordinal")
    return services.Opinion(note, is_accepted, words)


def test_an_accepted_note_stands_and_the_form_is_taken(cast: Cast, asked: Submission) -> None:
    keeper = as_keeper(cast)
    services.judge(keeper, explained(cast, asked), [opinion(asked, is_accepted=True)], day=DAY)
    assert (asked.explain_count, told_of(asked).is_unexplained) == (0, False)
    assert asked.lines.get(act="judge").words == "Chấp nhận 1 thuyết minh"
    submissions.accept(keeper, asked, day=DAY)
    with pytest.raises(Problem, match="STA-340"):
        services.judge(keeper, asked, [opinion(asked, is_accepted=True)], day=DAY)


def test_a_returned_note_leaves_its_finding_unexplained(cast: Cast, asked: Submission) -> None:
    keeper, lan = as_keeper(cast), cast["lan"]
    explained(cast, asked)
    with pytest.raises(Problem, match="STA-342"):
        services.judge(keeper, asked, [opinion(asked, is_accepted=False)], day=DAY)
    services.judge(keeper, asked, [opinion(asked, is_accepted=False, words="Chưa rõ")], day=DAY)
    assert (asked.explain_count, told_of(asked).is_unexplained) == (1, True)
    with pytest.raises(Problem, match="STA-400"):
        submissions.accept(keeper, asked, day=DAY)
    submissions.give_back(keeper, asked, submissions.Returning("Thuyết minh lại"), day=DAY)
    with pytest.raises(Problem, match="STA-345"):
        submissions.submit(lan, asked, day=DAY)
    note = submissions.Note(told_of(asked).key, "law", "Luật mới từ 01/01")
    submissions.explain(lan, asked, [note], day=DAY)
    assert asked.explain_count == 0
    submissions.submit(lan, asked, day=DAY)
    kept = [(it.words, it.file.name if it.file else "") for it in asked.explanations.all()]
    assert kept == [("Tồn từ kỳ trước", "cv.pdf"), ("Luật mới từ 01/01", "cv.pdf")]


def test_only_the_receiver_judges(cast: Cast, asked: Submission) -> None:
    explained(cast, asked)
    for name in ("lan", "minh", "hoa", "ha"):
        with pytest.raises(Refused):
            services.judge(cast[name], asked, [opinion(asked, is_accepted=True)], day=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.create(
            explanation=asked.explanations.get(), ordinal=1, is_accepted=False, made_on=DAY
        )


def test_evidence_is_due_where_the_relation_asks_for_it(cast: Cast) -> None:
    relations = [
        {"expr": "c1 = c2 + c3", "severity": "error"},
        {"expr": "c4 <= c1", "severity": "warning", "note": "thuyết minh, kèm minh chứng"},
    ]
    asked, lan = begun(cast, relation_details=relations), cast["lan"]
    submissions.write(lan, asked, grid(c4="150"), seen=0, day=DAY)
    bare = submissions.Note(told_of(asked).key, "work", "Tồn")
    with pytest.raises(Problem, match="STA-402"):
        submissions.explain(lan, asked, [bare], day=DAY)
    whole = submissions.Note(told_of(asked).key, "work", "Tồn", ("a.pdf", PDF))
    submissions.explain(lan, asked, [whole], day=DAY)
    submissions.explain(lan, asked, [bare], day=DAY)
    assert all(it.file for it in asked.explanations.all()), "the evidence stays with new words"


def test_causes_are_counted_and_offered_again_next_year(cast: Cast, asked: Submission) -> None:
    keeper = as_keeper(cast)
    before = open_period(keeper, asked.period.kind, 2023, day=date(2023, 5, 20))
    day = date(2023, 6, 10)
    earlier = submissions.begin(cast["lan"], asked.form, before, day=day)
    explained(cast, earlier, day)
    submissions.write(cast["lan"], asked, grid(c4="160"), seen=0, day=DAY)
    offered = queries.last_year(asked)
    [key] = list(offered)
    assert (offered[key].cause.key, offered[key].words) == ("work", "Tồn từ kỳ trước")
    counted = queries.counted(
        queries.facts(cast["lan"], queries.Sought()), queries.FORM, ["law", "work"]
    )
    assert [(it.name, it.counts[1], it.total) for it in counted] == [(CODE, 1, 1)]
    services.judge(keeper, earlier, [opinion(earlier, is_accepted=False, words="Chưa rõ")], day=DAY)
    assert queries.facts(cast["ha"], queries.Sought()) == [], "a returned note isn't counted"
    assert queries.facts(cast["hoa"], queries.Sought()) == []


def test_notes_are_written_taken_over_judged_and_counted_on_the_screens(
    cast: Cast,
    asked: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    let_ha_keep()
    lan, ha, keeper = client_of("lan"), client_of("ha"), as_keeper(cast)
    before = open_period(keeper, asked.period.kind, 2023, day=date(2023, 5, 20))
    earlier = submissions.begin(cast["lan"], asked.form, before, day=date(2023, 6, 10))
    explained(cast, earlier, date(2023, 6, 10))
    submissions.write(cast["lan"], asked, grid(c4="160"), seen=0, day=DAY)
    one, key = f"/thong-ke/bieu/{asked.pk}/", told_of(asked).key
    assert "Dùng lại" in lan.get(f"{one}thuyet-minh/").content.decode()
    taken = lan.post(f"{one}thuyet-minh/", {"dung-lai": key})
    assert taken.status_code == 200
    assert "Tồn từ kỳ trước</textarea>" in taken.content.decode().replace("\n", "")
    assert not asked.explanations.exists(), "the person still confirms"
    words: dict[str, Any] = {f"{key}-cause": "work", f"{key}-words": "Tồn từ kỳ trước"}
    lan.post(f"{one}thuyet-minh/", {**words, f"{key}-file": SimpleUploadedFile("a.pdf", PDF)})
    note = asked.explanations.get()
    evidence = f"/thong-ke/minh-chung/{note.pk}/"
    assert lan.get(evidence).content == PDF
    assert client_of("hoa").get(evidence).status_code == 403
    asked.refresh_from_db()
    submissions.submit(cast["lan"], asked, day=DAY)
    submissions.check(cast["minh"], asked, day=DAY)
    submissions.sign(cast["minh"], asked, day=DAY)
    submissions.send(cast["lan"], asked, day=DAY)
    assert ha.get(evidence).status_code == 200
    judged = {f"{key}-verdict": "tra", f"{key}-words": ""}
    assert ha.post(f"{one}xem-thuyet-minh/", judged).status_code == 422
    ha.post(f"{one}xem-thuyet-minh/", {**judged, f"{key}-words": "Nêu số vụ"})
    assert "Nêu số vụ" in lan.get(one).content.decode()
    assert Explanation.objects.count() == 2
    counted_on_screen(ha)


def counted_on_screen(ha: Client) -> None:
    page = ha.get("/thong-ke/nguyen-nhan/?theo=don-vi").content.decode()
    assert "Ninh Thuận" in page
    content = ha.get("/thong-ke/nguyen-nhan/xuat-excel/").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][3:] == ["Khối lượng công việc thay đổi thực tế", 1]


def test_the_count_takes_the_same_queries_however_many_notes(
    cast: Cast,
    asked: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    ha = client_of("ha")

    def counted() -> int:
        ha.get("/thong-ke/nguyen-nhan/")
        with CaptureQueriesContext(connection) as seen:
            ha.get("/thong-ke/nguyen-nhan/")
        return len(seen)

    explained(cast, asked)
    before, law = counted(), Cause.objects.get(key="law")
    for number in range(5):
        Explanation.objects.create(
            submission=asked,
            finding=f"x{number}",
            ordinal=1,
            compared="1 / 2",
            cause=law,
            words="x",
            made_on=DAY,
        )
    assert counted() == before
