"""Forms are edited on a screen: previewed, tried on what was sent, and kept only when saved."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.statistics.forms.editor import parts
from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries.findings import findings_of
from congtac.statistics.rules.editing import (
    PARTS,
    Typed,
    changed,
    draft_of,
    read_posted,
    told,
    typed_of,
)
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.forms import Form, Source
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import submissions as services
from congtac.statistics.tests.begun import (
    CODE,
    DAY,
    let_ha_keep,
    let_minh_sign,
    made_form,
    open_half_year,
)
from congtac.statistics.tests.tables import table

Cast = Mapping[str, Actor]
FORMS = {form.code: form for form in built_in_forms() if form.columns}
PAGE = "/thong-ke/bieu-mau/soan/"


def posted(typed: Typed, **changes: str) -> dict[str, str]:
    """What a browser sends: a box that isn't ticked isn't there."""
    ticks = ("estimated", "stock", "dynamic", "per_head")
    named = {**typed.named(), **changes}
    return {name: it for name, it in named.items() if it or not name.endswith(ticks)}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_a_form_that_is_opened_and_saved_unchanged_is_the_same(form: Form) -> None:
    typed = typed_of(form)
    again = read_posted(posted(typed))
    assert again == typed
    draft = draft_of(again, FORMS)
    unread = [it for it in draft.faults if not it.startswith("relations")]
    assert not unread
    if not draft.faults:
        assert draft.form == form


acts = st.lists(
    st.tuples(
        st.sampled_from(("them", "bo", "len", "xuong")),
        st.sampled_from(tuple(PARTS)),
        st.integers(0, 5),
    ),
    max_size=12,
)


@given(acts)
def test_lines_are_added_moved_and_taken_out_and_no_other_is_lost(
    some: list[tuple[str, str, int]],
) -> None:
    typed = typed_of(made_form())
    for act, part, at in some:
        before = typed.parts[part]
        typed = changed(typed, f"{act}:{part}:{at}")
        after = typed.parts[part]
        if act == "them":
            assert after[:-1] == before
        elif act == "bo":
            assert after == before[:at] + before[at + 1 :]
        else:
            key = str
            assert sorted(after, key=key) == sorted(before, key=key)
            to = at - 1 if act == "len" else at + 1
            if at < len(before) and 0 <= to < len(before):
                assert (after[to], after[at]) == (before[at], before[to])
    assert read_posted(posted(typed)) == typed


def test_what_is_wrong_is_told_at_its_field() -> None:
    typed = typed_of(made_form())
    wrong = read_posted(
        posted(
            typed,
            name=" ",
            threshold="-1",
            **{
                "columns-0-code": "1c",
                "columns-1-code": "c3",
                "columns-2-label": "",
                "columns-3-min": "năm",
                "rows-0-parent": "dòng lạ",
                "periods-0-key": "",
            },
        )
    )
    draft = draft_of(wrong, {})
    assert draft.form is None
    assert set(draft.faults) == {
        "name", "threshold", "columns-0-code", "columns-1-code", "columns-2-code",
        "columns-2-label", "columns-3-min", "rows-0-parent", "periods-0-key",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("form", "", "form"),
        ("into", "dòng lạ", "into"),
        ("made", "c1 = c2 +", "made"),
        ("made", "c1 = c2; c1 = c3", "made"),
        ("made", "c99 = c2", "made"),
        ("made", "c1 = c2 + c3; c2 = c4", ""),
    ],
)
def test_of_what_a_form_is_made_is_written_line_by_line(name: str, value: str, fault: str) -> None:
    line = {"form": "KHAC", "row": "", "into": "1", "made": "c1 = c2", "basis": "", name: value}
    fields = {f"sources-0-{it}": written for it, written in line.items()}
    draft = draft_of(read_posted(posted(typed_of(made_form()), **fields)), {})
    assert set(draft.faults) == ({f"sources-0-{fault}"} if fault else set())
    if draft.form:
        columns = (("c1", ("c2", "c3")), ("c2", ("c4",)))
        assert draft.form.sources == (Source("KHAC", "", "1", columns),)


def test_how_a_relation_is_known_is_said_in_words_and_what_else_stood_there_stays() -> None:
    for basis in ("recalled", "Công văn 5"):
        typed = read_posted(posted(typed_of(made_form()), **{"relations-0-basis": basis}))
        relations = next(it for it in parts(typed, {}) if it.name == "relations")
        field = next(it for it in relations.lines[0].fields if it.kind == "basis")
        said = dict(field.options)
        assert said["recalled"] == "Ghi theo trí nhớ, chưa đối chiếu"
        assert basis in said


def test_a_relation_is_told_as_a_sentence_or_where_it_cannot_be_read() -> None:
    assert told("c1 = c2 + c3").sentence == "Cột 1 phải bằng tổng cột 2 và cột 3"
    fault = told("c1 = c2 ) c3")
    assert (fault.before, fault.mark, fault.after) == ("c1 = c2 ", ")", " c3")
    typed = typed_of(made_form())
    unknown = read_posted(posted(typed, **{"relations-0-expr": "c1 = c9"}))
    assert set(draft_of(unknown, {}).faults) == {"relations-0-expr"}


def sent(
    cast: Cast, version: FormVersion, period: Period, *, explained: bool = False, **changes: str
) -> Submission:
    """Lan's unit sends 120 = 70 + 50, none of them children, unless told otherwise."""
    asked = services.begin(cast["lan"], version, period, day=DAY)
    cells = {"c1": "120", "c2": "70", "c3": "50", "c4": "-", **changes}
    grid = Grid((), {("1", column): value for column, value in cells.items()})
    services.write(cast["lan"], asked, grid, seen=0, day=DAY)
    if explained:
        told = findings_of(asked, grid)
        notes = [services.Note(it.key, "work", "Đã đối chiếu.") for it in told]
        services.explain(cast["lan"], asked, notes, day=DAY)
    services.submit(cast["lan"], asked, day=DAY)
    services.check(cast["minh"], asked, day=DAY)
    services.sign(cast["minh"], asked, day=DAY)
    services.send(cast["lan"], asked, day=DAY)
    return asked


def test_a_draft_is_tried_on_what_was_sent_and_kept_only_when_saved(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    period, version = open_half_year(cast)
    on_day(DAY)
    let_ha_keep()
    let_minh_sign()
    sent(cast, version, period)
    ha = client_of("ha")
    begun = ha.get(f"{PAGE}?tu={version.pk}")
    assert "Cột 1 phải bằng tổng cột 2 và cột 3." in begun.content.decode()
    typed = changed(typed_of(version.form), "them:relations")
    stricter = posted(
        typed, **{"relations-2-expr": "c3 >= c2", "viec": "thu", "ky": str(period.pk)}
    )
    lines = Line.objects.count()
    tried = ha.post(PAGE, stricter)
    [found] = tried.context["trial"].new
    assert found.unit_name in tried.content.decode()
    assert "Cột 3 không được nhỏ hơn cột 2, nhưng 50 &lt; 70" in tried.content.decode()
    assert not tried.context["trial"].gone
    looser = posted(typed_of(version.form), **{"columns-3-code": "c5"})
    looser |= {"relations-1-expr": "c5 <= c1", "viec": "thu", "ky": str(period.pk)}
    assert [it.finding.rule for it in ha.post(PAGE, looser).context["trial"].new] == ["missing"]
    assert FormVersion.objects.count() == 1
    assert Line.objects.count() == lines
    kept = ha.post(PAGE, {**stricter, "viec": "luu"})
    made = FormVersion.objects.get(version=2)
    assert kept.headers["Location"] == f"/thong-ke/bieu-mau/{made.pk}/"
    assert [it.text for it in made.form.relations] == ["c1 = c2 + c3", "c4 <= c1", "c3 >= c2"]
    assert made.state == "draft"
    version.refresh_from_db()
    assert (version.state, made_form()) == ("confirmed", version.form)
    again = ha.post(PAGE, {**stricter, "viec": "luu"})
    assert (again.status_code, FormVersion.objects.count()) == (422, 2)


def test_what_was_typed_is_never_lost(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    open_half_year(cast)
    on_day(DAY)
    let_ha_keep()
    ha = client_of("ha")
    typed = typed_of(made_form(code="91/BTP/MOI"))
    wrong = posted(
        typed, **{"relations-0-expr": "c1 = (c2", "columns-0-min": "abc", "notes": "a\nb"}
    )
    for act in ("luu", "xem", "thu", "them:rows", "len:columns:9", "lạ"):
        shown = ha.post(PAGE, {**wrong, "viec": act})
        page = shown.content.decode()
        assert shown.status_code == (422 if act in ("luu", "thu") else 200)
        for text in ("91/BTP/MOI", 'value="c1 = (c2"', 'value="abc"', "a\nb"):
            assert text in page
        assert 'id="f-columns-0-min-e"' in page
    right = posted(typed, viec="thu", ky="abc")
    assert "STA" not in ha.post(PAGE, right).content.decode()
    assert ha.post(PAGE, right).status_code == 422
    assert FormVersion.objects.count() == 1
    assert ha.get(PAGE).status_code == 200
    assert ha.get(f"{PAGE}?tu=99999").status_code == 404


def test_only_the_keepers_edit_forms(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    _, version = open_half_year(cast)
    on_day(DAY)
    for person in ("lan", "minh", "hoa"):
        client = client_of(person)
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, posted(typed_of(made_form()), viec="luu")).status_code == 403
        assert PAGE not in client.get(f"/thong-ke/bieu-mau/{version.pk}/").content.decode()
    assert FormVersion.objects.filter(code=CODE).count() == 1


@pytest.mark.parametrize(
    ("act", "line", "before", "after"),
    [row for row in table("statistics-forms.md", "act") if row],
)
def test_the_table_of_acts(act: str, line: str, before: str, after: str) -> None:
    lines = tuple({"label": it, "code": "", "parent": "", "dynamic": ""} for it in before.split())
    typed = Typed({}, {**dict.fromkeys(PARTS, ()), "rows": lines})
    at = int(line) - 1 if line.isdigit() else 0
    moved = changed(typed, f"{act.strip('`')}:rows:{at}").parts["rows"]
    assert [it["label"] or "·" for it in moved] == after.split()
