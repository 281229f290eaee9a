"""The same findings from the API, from `congtac check` and from the page: docs/guides/api.md."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from typer import Typer
from typer.testing import CliRunner

from congtac.api.tests.asking import HEADS, OWN, get, key_of, post
from congtac.cli_statistics.commands import add_to
from congtac.kernel.actor import SYSTEM, Actor
from congtac.statistics.models import Submission
from congtac.statistics.queries.findings import findings_of
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.workbooks.template import template
from congtac.statistics.services import calendars
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import (
    CODE,
    DAY,
    let_minh_sign,
    made_form,
    open_half_year,
    said,
)
from congtac.statistics.tests.sent import gave
from tests.not_run import ROOT

Cast = Mapping[str, Actor]
EXAMPLES = ROOT / "examples" / "statistics"
USED = ("02/XLD", "03/GQKN")
app = Typer()
add_to(app)


def command(*words: object) -> Any:
    """What `congtac check --json` prints."""
    done = CliRunner().invoke(app, ["check", *map(str, words), "--json"])
    return json.loads(done.stdout)


@pytest.fixture
def key(cast: Cast, on_day: Callable[[date], None]) -> str:
    """A key that may check; the site knows the two forms of the example."""
    on_day(DAY)
    calendars.load_calendars(SYSTEM)
    load_forms(SYSTEM, [it for it in built_in_forms() if it.code in USED], day=DAY)
    return key_of(cast, "check")


def lines_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))


def test_csv_is_judged_as_the_command_line_judges_it(key: str) -> None:
    file = EXAMPLES / "errors.csv"
    status, found = post(key, file.read_bytes())
    assert status == 200
    assert found == command(file)
    assert len({it["kind"] for it in found}) > 3


def test_json_and_files_with_other_periods_and_a_day_are_too(key: str) -> None:
    now, before = EXAMPLES / "errors.csv", EXAMPLES / "year-before.csv"
    expected = command(now, "--previous", before, "--as-of", "2025-03-03")
    assert {"late", "same_period", "within_year"} <= {it["kind"] for it in expected}
    body = {"cells": lines_of(now), "previous": lines_of(before), "as_of": "2025-03-03"}
    assert post(key, json.dumps(body), "application/json") == (200, expected)
    files = {
        name: SimpleUploadedFile(f"{name}.csv", path.read_bytes())
        for name, path in (("file", now), ("previous", before))
    }
    head = {"Authorization": f"Bearer {key}"}
    answer = Client().post("/api/thong-ke/kiem-tra/?as_of=2025-03-03", files, headers=head)
    assert answer.json() == expected


def test_a_list_of_cells_and_a_workbook_are_taken(key: str, tmp_path: Path) -> None:
    file = EXAMPLES / "errors.csv"
    assert post(key, json.dumps(lines_of(file)), "application/json") == post(key, file.read_bytes())
    rules = Rulebook.of(built_in_forms())
    book = tmp_path / "mau.xlsx"
    book.write_bytes(template([rules.forms["02/XLD"]], rules))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    status, refused = post(key, book.read_bytes(), kind)
    told = CliRunner().invoke(app, ["check", str(book), "--json"]).stderr
    assert status == 422
    assert refused["error"]["code"] in told
    assert refused["error"]["message"] in told


def test_what_was_sent_gives_the_same_on_the_page_the_command_line_and_the_api(
    cast: Cast, on_day: Callable[[date], None], tmp_path: Path
) -> None:
    period, version = open_half_year(cast)
    on_day(DAY)
    let_minh_sign()
    asked = gave(version, period, OWN, {".c1": "120", ".c2": "70", ".c3": "49", ".c4": "130"})
    page = [it.finding.plain() for it in findings_of(asked, grid_of(revision(asked)))]
    key = key_of(cast, "read", "check")
    assert len(page) == 2
    assert get(key, "phat-hien/", number=asked.pk) == (200, page)
    head = {"Authorization": f"Bearer {key}"}
    address = f"/api/thong-ke/so-lieu/?form={CODE}&period={period.code}&format=csv"
    long = Client().get(address, headers=head).content
    assert post(key, long) == (200, page)
    (tmp_path / "forms.json").write_text(json.dumps([said()]), "utf-8")
    (tmp_path / "sent.csv").write_bytes(long)
    assert command(tmp_path / "sent.csv", "--forms", tmp_path / "forms.json") == page


def test_nothing_is_kept_of_what_is_checked(key: str) -> None:
    post(key, (EXAMPLES / "errors.csv").read_bytes())
    assert not Submission.objects.exists()


def test_a_new_form_is_used_at_once(key: str) -> None:
    line = f"{OWN},2024-H1,{CODE},1,c1,5\n"
    assert post(key, HEADS + line)[1]["error"]["code"] == "STA-120"
    load_forms(SYSTEM, [made_form()], day=DAY)
    assert post(key, HEADS + line)[0] == 200


@pytest.mark.parametrize(
    ("body", "kind", "query", "status", "code"),
    [
        (HEADS, "text/csv", "?as_of=0", 422, "STA-520"),
        (HEADS, "text/csv", "?as_of=20250303", 422, "STA-520"),
        (HEADS, "text/csv", "?ngay=2025-03-03", 422, "STA-521"),
        (HEADS, "text/csv", "?as_of=2025-03-03&as_of=2025-03-04", 422, "STA-521"),
        ("a,b\n1,2\n", "text/csv", "", 422, "STA-123"),
        ("unit,Unit\n1,2\n", "text/csv", "", 422, "STA-123"),
        ("", "text/csv", "", 415, "STA-524"),  # a client says no kind of nothing
        ("\n", "text/csv", "", 422, "STA-560"),
        ("PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "", 422, ""),
        ("{", "application/json", "", 415, "STA-524"),
        ('"\\ud800"', "application/json", "", 415, "STA-524"),
        ("[]", "application/json", "", 422, "STA-527"),
        ('{"cells": [], "them": 1}', "application/json", "", 422, "STA-520"),
        ('{"cells": [], "as_of": 0}', "application/json", "", 422, "STA-520"),
        ('[{"unit": 5}]', "application/json", "", 422, "STA-520"),
        ("x", "image/png", "", 415, "STA-524"),
        ("x", "multipart/form-data; boundary=a", "", 422, "STA-527"),
    ],
)
def test_what_cannot_be_used_is_said(  # noqa: PLR0913 a column of the table each
    key: str, body: str, kind: str, query: str, status: int, code: str
) -> None:
    answered, said = post(key, body, kind, query)
    assert answered == status
    assert said["error"]["code"] == (code or said["error"]["code"])
    assert said["error"]["message"]


def test_what_is_too_large_is_said(key: str, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    status, refused = post(key, HEADS + "x" * 1024 * 1024)
    assert (status, refused["error"]["code"]) == (413, "STA-523")
    assert "1 MB" in refused["error"]["message"]


def test_a_key_that_only_reads_checks_nothing(key: str, cast: Cast) -> None:
    status, refused = post(key_of(cast, "read"), HEADS)
    assert (status, refused["error"]["code"]) == (403, "KER-001")
