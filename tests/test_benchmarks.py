"""The benchmarks: the scorer keeps to the conventions, the command tells changes and misses."""

import importlib.util
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks import __main__ as command
from benchmarks import accuracy, page, speed
from benchmarks.papers import BESIDE, HELD_OUT, Paper, papers
from benchmarks.scoring import PARTS, Score, score
from tests.not_run import ROOT, need_shared
from vanban import as_json, read

TASK = {
    "heading": "II.1",
    "text_start": "Rà soát toàn bộ sổ hộ tịch",
    "lead": ["Sở Tư pháp", "UBND các huyện, thành phố"],
    "coordinating": ["Công an tỉnh"],
    "deadline": {"kind": "date", "start": None, "end": "2024-03-15"},
    "mode": "explicit",
}
SAID = {
    "path": "II.1",
    "text": "Rà soát toàn bộ sổ hộ tịch của các xã.",
    "start": 8,
    "end": 46,
    "lead": ["Sở Tư pháp"],
    "coordinating": ["Công an tỉnh", "Sở Y tế"],
    "deadline": {"kind": "date", "start": "2024-01-01", "end": "2024-03-15"},
}


def gold(**parts: Any) -> dict[str, Any]:
    return {"metadata": {}, "citations": [], "tasks": [], "targets": [], **parts}


def counts(one: Score) -> tuple[int, int, int]:
    return one.hit, one.wanted, one.found


# --- The scorer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labelled", "said", "is_right"),
    [
        ({"title": "Kế hoạch rà soát sổ hộ tịch"}, {"title": "KẾ HOẠCH RÀ SOÁT SỔ HỘ TỊCH"}, True),
        ({"issuer": "Sở Tư pháp tỉnh Hà Nam"}, {"issuer": "Sở Tư pháp tỉnh Bắc Kạn"}, False),
        ({"number": "12/KH-STP"}, {"number": "12 / KH–stp"}, True),
        ({"number": None}, {"number": None}, True),
        ({"number": None}, {"number": "12/KH-STP"}, False),
        ({"date": "2024-03-15"}, {"date": None}, False),
    ],
)
def test_a_field_is_right_as_the_conventions_say(
    labelled: dict[str, str | None], said: dict[str, str | None], is_right: bool
) -> None:
    result = score(gold(metadata=labelled), {"metadata": said})["metadata"]
    assert counts(result)[:2] == (int(is_right), 1)


def test_the_own_number_of_a_paper_counts_on_neither_side() -> None:
    labelled = [
        {"number": "01/KH-A", "self": True},
        {"number": "49- NQ/TW", "normalized": "49-NQ/TW"},
        {"number": "132-QĐ-TW", "variants": ["132-QĐ/TW"]},
        {"number": "98/2022/NĐ-CP"},
    ]
    said = [{"number": number} for number in ("01/KH-A", "49-NQ/TW", "132-QĐ/TW", "7/CT-TTg")]
    result = score(gold(citations=labelled), {"citations": said})["citations"]
    assert counts(result) == (2, 3, 3)
    assert result.missed == ("98/2022/NĐ-CP",)
    assert result.extra == ("7/CT-TTG",)


def test_agencies_are_scored_name_by_name() -> None:
    result = score(gold(tasks=[TASK]), {"tasks": [SAID]})
    assert counts(result["lead"]) == (1, 2, 1)
    assert counts(result["coordinating"]) == (1, 1, 2)


def test_the_names_of_a_missed_task_are_missed() -> None:
    result = score(gold(tasks=[TASK]), {"tasks": []})
    assert [counts(result[part]) for part in ("tasks", "lead", "coordinating")] == [
        (0, 1, 0),
        (0, 2, 0),
        (0, 1, 0),
    ]


def test_who_is_only_told_to_coordinate_counts_nowhere() -> None:
    result = score(gold(tasks=[{**TASK, "mode": "coordinate"}]), {"tasks": [SAID]})
    assert counts(result["tasks"]) == (1, 1, 1)
    assert counts(result["lead"]) == counts(result["coordinating"]) == (0, 0, 0)


@pytest.mark.parametrize(
    "loose", [{"optional_tasks": [TASK]}, {"tasks": [{**TASK, "mode": "crossref"}]}]
)
def test_optional_tasks_are_neither_hit_nor_miss(loose: dict[str, Any]) -> None:
    assert counts(score(gold(**loose), {"tasks": [SAID]})["tasks"]) == (0, 0, 0)
    assert counts(score(gold(**loose), {"tasks": []})["tasks"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("labelled", "said", "is_right"),
    [
        (("date", None, "2024-03-15"), ("date", "2024-01-01", "2024-03-15"), True),
        (("range", "2024-07-01", "2024-07-31"), ("range", "2024-07-01", "2024-07-31"), True),
        (("range", "2024-07-01", "2024-07-31"), ("range", "2024-01-01", "2024-07-31"), False),
        (("year", "2024-01-01", "2024-12-31"), ("range", "2024-01-01", "2024-12-31"), True),
        (("ongoing", None, None), ("ongoing", "2024-01-01", None), True),
        (("ongoing", "2024-01-01", None), ("ongoing", None, None), False),
        (("none", None, None), ("ongoing", None, None), False),
        (("date", None, "2024-03-15"), ("none", None, None), False),
    ],
)
def test_a_time_is_right_as_the_conventions_say(
    labelled: tuple[str, str, str], said: tuple[str, str, str], is_right: bool
) -> None:
    keys = ("kind", "start", "end")
    label = {**TASK, "deadline": dict(zip(keys, labelled, strict=True))}
    task = {**SAID, "deadline": dict(zip(keys, said, strict=True))}
    assert counts(score(gold(tasks=[label]), {"tasks": [task]})["deadline"])[0] == int(is_right)


def test_a_place_must_lead_to_the_words() -> None:
    text = f"Mở đầu.\n{SAID['text']}\n"
    for task, hits in ((SAID, 1), ({**SAID, "start": 30}, 0), ({**SAID, "start": None}, 0)):
        result = score(gold(tasks=[TASK]), {"tasks": [task], "text": text})
        assert counts(result["places"])[:2] == (hits, 1)


def test_each_target_is_used_once() -> None:
    labelled = [{"value": 98, "comparator": ">="}, {"value": 98, "comparator": ">="}]
    said = [{"value": 98.0, "comparator": ">="}, {"value": 98, "comparator": "="}]
    assert counts(score(gold(targets=labelled), {"targets": said})["targets"]) == (1, 2, 2)


# --- The scorer beside the one of the papers -----------------------------------------------------


@pytest.fixture
def their_scorer() -> Any:
    spec = importlib.util.spec_from_file_location(
        "their_score", need_shared() / "documents" / "score.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoilt(reading: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A reading with faults of every kind."""
    copy: dict[str, Any] = json.loads(json.dumps(reading))
    bodies = [name for task in copy["tasks"] for name in task["lead"] + task["coordinating"]]
    kept = [task for task in copy["tasks"] if chance.random() > 0.2]
    for task in kept:
        for role in ("lead", "coordinating"):
            names = [name for name in task[role] if chance.random() > 0.2]
            task[role] = names + (
                chance.sample(bodies, 1) if bodies and chance.random() < 0.3 else []
            )
        if chance.random() < 0.3:
            task["text"] = task["text"][chance.randrange(200) :]
        if chance.random() < 0.3:
            task["path"] = chance.choice(kept)["path"]
        if chance.random() < 0.3:
            task["deadline"] = chance.choice(kept)["deadline"]
        if chance.random() < 0.2:
            task["start"] += chance.randrange(300)
    chance.shuffle(kept)
    for key in list(copy["metadata"]):
        if chance.random() < 0.2:
            copy["metadata"][key] = chance.choice([None, "Bộ Tư pháp", copy["metadata"]["title"]])
    numbers = [one["number"] for one in copy["citations"]]
    citations = [one for one in copy["citations"] if chance.random() > 0.2]
    more = [{"number": f"{number}A"} for number in numbers if chance.random() < 0.2]
    targets = [one for one in copy["targets"] * 2 if chance.random() > 0.3]
    return {**copy, "tasks": kept, "citations": citations + more, "targets": targets}


def test_our_scorer_agrees_with_the_scorer_of_the_papers(their_scorer: Any, tmp_path: Path) -> None:
    """On what is read and on spoilt readings of every labelled paper that isn't held out."""
    chance = random.Random(2024)
    for label in sorted((BESIDE / "gold").glob("*.json")):
        if label.name.startswith(HELD_OUT):
            continue
        labelled = json.loads(label.read_text("utf-8"))
        reading = as_json(read(BESIDE / f"{label.stem}.txt"))
        for one in (reading, *(spoilt(reading, chance) for _ in range(4))):
            assert theirs(their_scorer, tmp_path, label, one) == ours(labelled, one), label.name


def theirs(scorer: Any, folder: Path, label: Path, reading: Mapping[str, Any]) -> dict[str, float]:
    for name, text in (("gold", label.read_text("utf-8")), ("read", json.dumps(reading))):
        (folder / name).mkdir(exist_ok=True)
        for old in (folder / name).iterdir():
            old.unlink()
        (folder / name / label.name).write_text(text, encoding="utf-8")
    result: dict[str, float] = scorer.main(folder / "gold", folder / "read")
    return result


def ours(labelled: dict[str, Any], reading: dict[str, Any]) -> dict[str, float]:
    return {
        part: round(accuracy.figure(part, one), 4) for part, one in score(labelled, reading).items()
    }


# --- The command ---------------------------------------------------------------------------------


def test_a_change_is_told_item_by_item() -> None:
    before: dict[str, Any] = {
        "a": {part: {"right": [], "missed": [], "extra": []} for part in PARTS}
    }
    after = json.loads(json.dumps(before))
    before["a"]["tasks"] = {"right": ["I.1", "I.2"], "missed": [], "extra": ["I.9"]}
    after["a"]["tasks"] = {"right": ["I.2", "I.3"], "missed": ["I.1"], "extra": ["I.8"]}
    told = [(change.sign, change.what) for change in accuracy.changes(before, after)]
    assert told == [
        ("+", "now found: I.3"),
        ("-", "no longer found: I.1"),
        ("+", "no longer invented: I.9"),
        ("-", "now invented: I.8"),
    ]


@pytest.fixture
def two_papers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Paper]:
    monkeypatch.setattr("benchmarks.papers._made", lambda *_: [])
    found = [paper for paper in papers(tmp_path) if paper.form == "text"][:2]
    monkeypatch.setattr(command, "papers", lambda *_, **__: found)
    return found


def test_a_run_is_compared_with_an_earlier_one(
    two_papers: list[Paper], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved, again = tmp_path / "a.json", tmp_path / "b.json"
    assert command.main(["accuracy", "--save", str(saved)]) == 0
    assert two_papers[0].path.name in capsys.readouterr().out
    earlier = json.loads(saved.read_text("utf-8"))
    lost = earlier[two_papers[0].key]["metadata"]["right"].pop()
    saved.write_text(json.dumps(earlier), encoding="utf-8")
    command.main(["accuracy", "--save", str(again), "--against", str(saved)])
    told = capsys.readouterr().out
    assert "1 better, 0 worse" in told
    assert f"now found: {lost}" in told


def test_a_run_may_look_at_some_papers_only(
    two_papers: list[Paper], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (paper.name for paper in two_papers)
    command.main(["accuracy", "--only", f"{one[:-1]}?", "--save", str(tmp_path / "a.json")])
    told = capsys.readouterr().out
    assert one[:40] in told
    assert other[:40] not in told


def test_the_page_says_plainly_what_misses_its_limit() -> None:
    slow = speed.Speed(5, 1000, 0.3, 0.25, 0.01, 0.5)
    shown = page.speed("five", slow)
    assert "| 0.300 s | 0.2 s | **MISSED** |" in shown
    assert "1.7 times as fast | 2 times | **MISSED** |" in shown
    assert "11.0 times | 12 times | kept" in page.growth(speed.Growth(1, 10, 1.0, 11.0))
    assert "13.0 times | 12 times | **MISSED**" in page.growth(speed.Growth(1, 10, 1.0, 13.0))


def test_the_page_of_the_docs_shows_every_figure_and_none_missed() -> None:
    shown = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    headings = ("## Accuracy", "### Growth with length", "### 10 MB of one letter")
    assert all(heading in shown for heading in headings)
    assert "underthesea `word_tokenize` | " in shown
    assert "not measured" not in shown
    assert "MISSED" not in shown


def test_the_papers_held_out_stay_out_of_daily_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "gold").mkdir()
    for name in ("05_a", "08_b", "32_c", "33_d"):
        (tmp_path / f"{name}.txt").write_text("KẾ HOẠCH\n\nRà soát sổ hộ tịch", encoding="utf-8")
        (tmp_path / "gold" / f"{name}.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("benchmarks.papers.BESIDE", tmp_path)
    monkeypatch.setattr("benchmarks.papers.EXAMPLES", tmp_path / "none")
    workshop = tmp_path / "word"
    workshop.mkdir()
    daily = {paper.name for paper in papers(workshop) if paper.group == "beside"}
    everything = papers(workshop, has_held_out=True)
    assert daily == {"33_d"}
    assert {paper.name for paper in everything if paper.group == "beside"} > daily
