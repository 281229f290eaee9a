"""A heavy run finds the same in one process, in a pool and on a Dask cluster, and is kept."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from itertools import chain

import pytest
import python_calamine
from distributed import LocalCluster
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.ground.jobs.models import Job
from congtac.ground.jobs.services import Progress
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.pools import pool_for
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.jobs import check_all
from congtac.statistics.models import FormVersion, HeavyRun, Period, Submission
from congtac.statistics.queries import heavy as queries
from congtac.statistics.queries.findings import check_grid
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.runs import (
    Part,
    check_part,
    findings_in,
    kept_findings,
    read_findings,
    run,
)
from congtac.statistics.services import heavy as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import (
    CODE,
    DAY,
    as_keeper,
    let_ha_keep,
    let_minh_sign,
    made_form,
    open_half_year,
)
from congtac.statistics.tests.made import PETITIONS, SETTLED, Place, clean
from congtac.statistics.tests.test_editor import sent

Cast = Mapping[str, Actor]


def parts() -> list[Part]:
    """Two forms of sixteen units over two years, with what is wrong in them."""
    cells = clean(("2023", "2024"))
    cells["Sở 03", "2024", "01/ĐƠN", "I. Cấp tỉnh", "c1"] = "7"
    cells["Sở 05", "2024", "02/KN", "1", "c1"] = "1"
    cells["Sở 06", "2024", "02/KN", "1", "c2"] = "… chưa đối chiếu"
    texts = {
        (code, period): [
            (
                unit,
                period,
                _text(cells, (unit, period, code)),
            )
            for unit in sorted({it[0] for it in cells})
        ]
        for code in ("01/ĐƠN", "02/KN")
        for period in ("2023", "2024")
    }
    petitions = Part(PETITIONS, texts["01/ĐƠN", "2024"], texts["01/ĐƠN", "2023"])
    around = [(PETITIONS, texts["01/ĐƠN", "2024"])]
    return [petitions, Part(SETTLED, texts["02/KN", "2024"], texts["02/KN", "2023"], around)]


def _text(cells: Mapping[Place, str], sheet: tuple[str, str, str]) -> str:
    grid = {it[3:]: value for it, value in cells.items() if it[:3] == sheet}
    rows = {row for row, _column in grid if row.startswith("Xã ")}
    return Grid(tuple(("Xã...", row) for row in sorted(rows)), grid).text()


def test_processes_and_a_cluster_find_what_one_process_finds() -> None:
    some = parts()
    here = list(chain.from_iterable(check_part(it) for it in some))
    kinds = {it.kind for it in here}
    assert {"relation", "cross_form", "same_period"} <= kinds
    with pool_for(2, None) as pool:
        assert list(chain.from_iterable(run(some, pool))) == here
    with (
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        pool_for(1, cluster.scheduler_address) as pool,
    ):
        assert list(chain.from_iterable(run(some, pool))) == here


def test_findings_that_are_kept_come_back_the_same() -> None:
    here = list(chain.from_iterable(check_part(it) for it in parts()))
    assert findings_in(read_findings(kept_findings(here))) == here
    assert findings_in(read_findings(kept_findings([]))) == []


def open_two(cast: Cast) -> tuple[Period, FormVersion]:
    """A form that was sent, and another one that looks at it and was not."""
    period, version = open_half_year(cast)
    let_minh_sign()
    relations = [{"expr": f"c1 < [{CODE}].c1", "severity": "warning"}]
    other = made_form(code="91/BTP/VD", relation_details=relations)
    load_forms(SYSTEM, [other], day=DAY)
    return period, version


def test_a_run_finds_what_the_pages_of_the_forms_do(cast: Cast) -> None:
    period, version = open_two(cast)
    sent(cast, version, period)
    second = FormVersion.objects.get(code="91/BTP/VD")
    asked = sent(cast, second, period)
    over = queries.extent([period.pk], [])
    assert (over.sheets, over.codes, len(over.units)) == (2, [CODE, "91/BTP/VD"], 1)
    with pool_for(1, None) as pool:
        found = services.check_all(over, pool)
    told = [
        it for one in Submission.objects.all() for it in check_grid(one, grid_of(revision(one)))
    ]
    assert sorted(map(str, found)) == sorted(map(str, told))
    assert asked.form.code in {it.form for it in found}


def test_only_the_keepers_have_everything_checked(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    period, version = open_two(cast)
    on_day(DAY)
    for actor in cast.values():
        with pytest.raises(Refused):
            services.begin_run(actor, [period.pk], [], day=DAY)
    keeper = as_keeper(cast)
    with pytest.raises(Problem, match="STA-442"):
        services.begin_run(keeper, [], [], day=DAY)
    with pytest.raises(Problem, match="STA-443"):
        services.begin_run(keeper, [period.pk], [], day=DAY)
    for person in ("lan", "minh", "hoa"):
        assert client_of(person).get("/thong-ke/kiem-tra/").status_code == 403
    assert not Job.objects.filter(kind=services.KIND).exists()


def test_a_run_is_asked_for_followed_kept_narrowed_and_taken_out(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    period, version = open_two(cast)
    on_day(DAY)
    let_ha_keep()
    sent(cast, version, period, c4="130", explained=True)
    ha = client_of("ha")
    listed = ha.get("/thong-ke/kiem-tra/").content.decode()
    assert period.title in listed
    assert ha.post("/thong-ke/kiem-tra/", {}).status_code == 422
    begun = ha.post("/thong-ke/kiem-tra/", {"periods": [str(period.pk)]})
    job = Job.objects.get(kind=services.KIND)
    assert begun.headers["Location"] == f"/thong-ke/kiem-tra/dang-chay/{job.pk}/"
    kept = HeavyRun.objects.get()
    assert ha.get(begun.headers["Location"]).headers["Location"] == f"/thong-ke/kiem-tra/{kept.pk}/"
    assert (kept.explain_count, kept.blocking_count, kept.sheets_count) == (1, 0, 1)
    assert Line.objects.filter(act="statistics.run.ended").count() == 1
    page = f"/thong-ke/kiem-tra/{kept.pk}/"
    assert "Cột 4 không được lớn hơn cột 1" in ha.get(page).content.decode()
    assert "Không có phát hiện nào khớp" in ha.get(f"{page}?muc_do=blocking").content.decode()
    assert "Cột 4" in ha.get(f"{page}?q=ninh+thuan&loai=relation&bieu={CODE}").content.decode()
    book = ha.get(f"{page}xuat-excel/?muc_do=explain").content
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    [heads, line] = sheet.to_python()
    assert (heads[0], line[5]) == ("STT", CODE)
    assert str(kept.units_count) in ha.get("/thong-ke/kiem-tra/").content.decode()
    with pytest.raises(TypeError):
        kept.save()
    work(job)
    assert HeavyRun.objects.count() == 1
    assert Line.objects.filter(act="statistics.run.ended").count() == 1


def test_the_list_of_runs_takes_the_same_queries_however_long(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(DAY)
    open_two(cast)
    let_ha_keep()
    ha = client_of("ha")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert ha.get("/thong-ke/kiem-tra/").status_code == 200
        return len(seen)

    keep_run(1)
    asked()
    one = asked()
    for number in range(2, 12):
        keep_run(number)
    assert asked() == one


def keep_run(number: int) -> None:
    HeavyRun.objects.create(
        job=f"00000000-0000-4000-8000-{number:012d}",
        title="6 tháng", forms_count=1, units_count=1, sheets_count=1,
        blocking_count=0, explain_count=0, warning_count=0,
        findings=b"", digest="", person="ha", person_name="Hà", made_on=DAY,
        at=datetime(2024, 6, 17, 8, tzinfo=UTC),
    )  # fmt: skip


def work(job: Job) -> None:
    """Do the work of a job as a worker does, again if it was done."""
    check_all(Progress(job.pk), **job.argument)
