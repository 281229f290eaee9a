"""Form definitions out of JSON files: clear problems for what can't be used, the rest is taken.

Unknown fields are left alone. The shape and the rule of severities: docs/rules/statistics-forms.md.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.forms import (
    ONLY_ROW,
    Column,
    Form,
    FormPeriod,
    Kind,
    Relation,
    Row,
    Severity,
    Source,
)
from congtac.statistics.rules.rows import is_slot, rows_of

Json = Mapping[str, Any]
DRAFTS = frozenset({"recalled", "draft"})
NOTED = re.compile(r"thuyết minh|explanation", re.I)
ROWS = re.compile(r"SUM\(\s*row\[([^\]]+)\]\s*\)|row\[([^\]]+)\]")
REMARKS = frozenset({"ghi chú", "ghi chu"})
OURS = "congtac.statistics"


@dataclass(frozen=True, slots=True)
class FormsRead:
    """The forms of some files, and what in them could not be used."""

    forms: tuple[Form, ...]
    problems: tuple[Problem, ...] = ()


def built_in_forms() -> tuple[Form, ...]:
    """The forms that come with the platform."""
    folder = resources.files(OURS) / "data" / "forms"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda one: one.name
    )
    return tuple(form for file in files for form in read_forms(file.read_bytes(), file.name).forms)


def forms_in(folder: Path) -> FormsRead:
    """The forms of every .json file of a folder, or of one file."""
    files = sorted(folder.glob("*.json")) if folder.is_dir() else [folder]
    if not files:
        raise Problem("STA-110", _("Thư mục {name} không có tệp .json nào.").format(name=folder))
    read = [read_forms(_bytes(file), file.name) for file in files]
    read = [one for one in read if one.forms] or read  # other data may lie in the folder too
    forms = tuple(form for one in read for form in one.forms)
    if not forms:
        raise Problem("STA-111", _("{name} không có biểu mẫu nào.").format(name=folder))
    problems = (*(problem for one in read for problem in one.problems), *_twice(forms))
    return FormsRead(forms, problems)


def read_forms(data: bytes, source: str) -> FormsRead:
    """The forms of one file: a list of them, one alone, or {"forms": [...]}."""
    forms: list[Form] = []
    problems: list[Problem] = []
    for number, one in enumerate(_listed(_json(data, source), source), start=1):
        try:
            forms.append(form_of(one, source, number))
        except Problem as problem:
            problems.append(problem)
    return FormsRead(tuple(forms), tuple(problems))


def form_of(said: Any, source: str = "", number: int = 1) -> Form:
    """One form out of its JSON object."""
    if not isinstance(said, Mapping) or not _text(said, "code"):
        raise Problem(
            "STA-112",
            _("{source}: biểu mẫu thứ {number} thiếu mã (code).").format(
                source=source, number=number
            ),
        )
    code = _text(said, "code")
    return Form(
        code=code,
        name=_text(said, "name_vi") or _text(said, "name"),
        regulation=_text(said, "regulation"),
        level=_text(said, "level"),
        reporter=_text(said, "reporter_vi") or _text(said, "reporter"),
        receiver=_text(said, "receiver_vi") or _text(said, "receiver"),
        periods=tuple(_periods(said)),
        columns=_columns(said, code),
        rows=_rows(said),
        relations=tuple(_relations(said)),
        sources=tuple(_sources(said)),
        status="draft" if _text(said, "status") in DRAFTS else "confirmed",
        version=_text(said, "version") or "1",
        name_en=_text(said, "name_en"),
        notes=tuple(str(note) for note in _list(said, "notes")),
        threshold=_whole(said, "threshold", 20),
        small=_whole(said, "small", 0),
        per_head=said.get("per_head") is True,
        source=source,
    )


def _columns(said: Json, form: str) -> tuple[Column, ...]:
    columns = tuple(_column(one) for one in _list(said, "columns") if isinstance(one, Mapping))
    often = Counter(column.code for column in columns)
    wrong = [code or "?" for code, times in often.items() if times > 1 or not code]
    if wrong:
        raise Problem(
            "STA-113",
            _("Biểu {form}: mã cột thiếu hoặc lặp lại ({codes}).").format(
                form=form, codes=", ".join(wrong)
            ),
        )
    return columns


def _column(said: Json) -> Column:
    """A column; "A > B" of the group and "label - sublabel" give the path."""
    label = _text(said, "label_vi") or _text(said, "label") or _text(said, "code")
    group = _text(said, "group_vi") or _text(said, "group")
    heads = [*re.split(r"\s+>\s+", group), *re.split(r"\s+-\s+", label)]
    unit = _text(said, "unit")
    is_remark = _text(said, "type") == "text" or (not unit and label.casefold() in REMARKS)
    kind: Kind = "text" if is_remark else "number"
    return Column(
        code=_text(said, "code"),
        path=tuple(head for head in heads if head),
        unit=unit,
        kind=kind,
        estimated=said.get("estimated") is True,
        is_stock=said.get("stock") is True,
        least=_text(said, "min"),
        most=_text(said, "max"),
    )


def _rows(said: Json) -> tuple[Row, ...]:
    given = _list(said, "rows") or _list(said, "row_structure")
    if given and all(isinstance(one, Mapping) for one in given):
        return tuple(_row(one, given) for one in given)
    if given:
        return rows_of([str(one) for one in given])
    return tuple(_implied(said)) or rows_of(())


def _implied(said: Json) -> Iterator[Row]:
    """The rows that only the relations of a form speak of; a reporter may leave them out."""
    texts = " ; ".join(relation.text for relation in _relations(said))
    whole = re.sub(r"\[[^\]]*\]\s*\.\s*row\[[^\]]*\]", "", texts)
    for match in dict.fromkeys(ROWS.findall(whole)):
        summed, named = match
        label = f"{summed}…" if summed else named
        if label.strip(" .…"):
            yield Row(label, label, is_dynamic=bool(summed), is_implied=True)


def _row(said: Json, given: Sequence[Json]) -> Row:
    parents = {_text(one, "code"): _text(one, "parent") for one in given}
    label, code = _text(said, "label_vi") or _text(said, "label"), _text(said, "code")
    parent, level = _text(said, "parent"), 0
    above, seen = parent, {code}
    while above and above not in seen:
        seen.add(above)
        above, level = parents.get(above, ""), level + 1
    return Row(
        code or label, label, parent or None, level, said.get("dynamic") is True or is_slot(label)
    )


def _periods(said: Json) -> Iterator[FormPeriod]:
    for one in _list(said, "periods"):
        if isinstance(one, Mapping):
            yield FormPeriod(
                key=_text(one, "key"),
                name=_text(one, "label_vi") or _text(one, "name"),
                data_from=_text(one, "data_from"),
                data_to=_text(one, "data_to"),
                due=_text(one, "deadline") or _text(one, "due"),
            )


def _relations(said: Json) -> Iterator[Relation]:
    """The relations with their details; one that is listed without details is an error if broken.

    error -> blocking; warning -> explain where its note asks for a thuyết minh, else warning;
    what is recalled only warns.
    """
    detailed = [one for one in _list(said, "relation_details") if isinstance(one, Mapping)]
    seen = set()
    for one in detailed:
        text = _text(one, "expr")
        if text:
            seen.add(text)
            basis, note = _text(one, "basis"), _text(one, "note")
            yield Relation(text, _severity(_text(one, "severity"), basis, note), basis, note)
    for other in _list(said, "relations"):
        text = _text(other, "expr") if isinstance(other, Mapping) else str(other).strip()
        if text and text not in seen:
            yield Relation(text)


def _sources(said: Json) -> Iterator[Source]:
    """The forms of the units below of which this one is made."""
    for one in _list(said, "sources"):
        if isinstance(one, Mapping) and _text(one, "form"):
            columns = one.get("columns")
            pairs = columns.items() if isinstance(columns, Mapping) else ()
            into = _text(one, "into") or ONLY_ROW
            yield Source(
                _text(one, "form"),
                _text(one, "row"),
                into,
                tuple((str(code), tuple(map(str, of))) for code, of in pairs),
                _text(one, "basis"),
            )


def _severity(said: str, basis: str, note: str) -> Severity:
    if basis == "recalled":
        return "warning"
    if said in ("explain", "warning"):
        return "explain" if said == "explain" or NOTED.search(note) else "warning"
    return "blocking"


def _twice(forms: Sequence[Form]) -> Iterator[Problem]:
    often = Counter(form.code for form in forms)
    for code, times in often.items():
        if times > 1:
            yield Problem(
                "STA-114",
                _("Biểu {form} có {times} bản trong các tệp; hãy giữ một bản.").format(
                    form=code, times=times
                ),
            )


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Problem(
            "STA-110",
            _("Không mở được tệp biểu mẫu {name}; hãy kiểm tra đường dẫn.").format(name=file),
        ) from error


def _json(data: bytes, source: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Problem(
            "STA-111",
            _("{source} không phải là tệp JSON; hãy kiểm tra lại tệp.").format(source=source),
        ) from error


def _listed(said: Any, source: str) -> list[Any]:
    if isinstance(said, Mapping) and "forms" in said:
        said = said["forms"]
    if isinstance(said, Mapping):
        return [said]
    if isinstance(said, list):
        return said
    raise Problem(
        "STA-111",
        _("{source} không chứa danh sách biểu mẫu (forms).").format(source=source),
    )


def _text(said: Json, key: str) -> str:
    value = said.get(key)
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _list(said: Json, key: str) -> list[Any]:
    value = said.get(key)
    return value if isinstance(value, list) else []


def _whole(said: Json, key: str, otherwise: int) -> int:
    value = said.get(key)
    is_whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if is_whole and value is not None else otherwise
