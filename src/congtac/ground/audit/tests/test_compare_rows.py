"""Rows of the log beside the bytes that were hashed: many together and one by one say the same."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from congtac.ground.audit.rules import (
    GENESIS,
    Fault,
    Place,
    Row,
    canonical,
    chain,
    columns_of,
    digest,
    faults_in,
    is_whole,
)

BEGINNING = Place(0, GENESIS)
WORDS = some.one_of(
    some.sampled_from(["", " ", "Rà soát đợt 5", 'x","subject":{"key":"', '","at":"', "a\0b", "̣"]),
    some.text(some.characters(exclude_categories=["Cs"]), max_size=12),
)
MOMENTS = some.datetimes(min_value=datetime(2024, 1, 1), timezones=some.just(UTC))  # noqa: DTZ001 - the zone is drawn apart
SAID = some.fixed_dictionaries(
    {
        "at": MOMENTS.map(datetime.isoformat),
        "actor": some.fixed_dictionaries(
            dict.fromkeys(("person", "name", "unit", "unit_name", "post"), WORDS)
        ),
        "act": WORDS,
        "subject": some.fixed_dictionaries(dict.fromkeys(("kind", "key", "name"), WORDS)),
        "facts": some.dictionaries(
            WORDS, some.one_of(WORDS, some.integers(), some.just({"at": 1}))
        ),
    }
)


def log_of(*bodies: bytes) -> list[Row]:
    """Rows as the services and the sealer leave them, whatever bytes they are given."""
    rows: list[Row] = []
    for sequence, body in enumerate(bodies, start=1):
        seal = chain(rows[-1].seal if rows else GENESIS, sequence, digest(body))
        said = json.loads(body)
        columns: dict[str, Any] = columns_of(said) | {"at": said["at"]}
        rows.append(Row(sequence, seal, 70 + sequence, digest(body), body, **columns))
    return rows


def found_in(rows: Sequence[Row]) -> set[str]:
    """The kinds of faults; where there is one, the quick way may not say that all is whole."""
    kinds = {fault.kind for fault in faults_in(rows, BEGINNING)}
    assert not (kinds and is_whole(rows, BEGINNING))
    return kinds


@given(some.lists(SAID, min_size=1, max_size=5))
def test_what_was_written_is_whole(said: list[dict[str, object]]) -> None:
    assert found_in(log_of(*map(canonical, said))) == set()


@given(some.lists(SAID, min_size=1, max_size=5), some.sampled_from(Row._fields[3:]), some.data())
def test_any_other_word_in_any_column_is_altered(
    said: list[dict[str, object]], name: str, data: some.DataObject
) -> None:
    rows = log_of(*map(canonical, said))
    place = data.draw(some.integers(0, len(rows) - 1))
    words = data.draw(WORDS.filter(lambda words: words != getattr(rows[place], name)))
    other: Any = words.encode() if name == "body" else words
    rows[place] = rows[place]._replace(**{name: other})
    assert "altered" in found_in(rows)


@given(some.lists(SAID, min_size=2, max_size=5))
def test_words_moved_into_the_next_row_are_altered(said: list[dict[str, object]]) -> None:
    rows = log_of(*map(canonical, said))
    for place, (one, other) in enumerate(pairwise(rows)):
        first, _, rest = one.search_key.partition(" ")
        moved = f"{rest} {other.search_key}"
        if rest and moved != other.search_key:
            changed = (one._replace(search_key=first), other._replace(search_key=moved))
            assert "altered" in found_in([*rows[:place], *changed, *rows[place + 2 :]])


def test_usual_rows_are_compared_together() -> None:
    at = "2026-11-22T08:00:00.000001+00:00"
    actor = {"person": "lan", "name": "Lan", "unit": "stp", "unit_name": "Sở Tư pháp"}
    subjects = [{"kind": "task", "key": str(key), "name": f"Đợt {key}"} for key in range(3)]
    rows = log_of(
        *(canonical({"at": at, "actor": actor, "act": "x", "subject": it}) for it in subjects)
    )
    list(faults_in(rows, BEGINNING))  # the words are known now
    assert is_whole(rows, BEGINNING)
    assert not is_whole(rows[1:], BEGINNING)
    assert is_whole(rows[1:], Place(1, rows[0].seal))


def test_bytes_that_no_line_has_are_altered_though_sealed() -> None:
    rows = log_of(canonical({"at": "2026-11-22T08:00:00+00:00", **WHOLE}))
    for body in (b"", b"{}", b"[]", b'{"act":1}', b'{"act":"x","actor":"y","at":"z"}', b"\xff"):
        seal = chain(GENESIS, 1, digest(body))
        strange = rows[0]._replace(body=body, digest=digest(body), seal=seal)
        assert list(faults_in([strange], BEGINNING)) == [Fault("altered", 71, 1)]
        assert not is_whole([strange], BEGINNING)


WHOLE: dict[str, object] = {
    "act": "x",
    "actor": {"person": "lan", "name": "Lan", "unit": "stp", "unit_name": "Sở Tư pháp"},
    "subject": {"kind": "task", "key": "1", "name": "Đợt 1"},
}
