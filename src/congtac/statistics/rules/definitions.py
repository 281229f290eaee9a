"""A form as it is kept: its definition as JSON that reads back the same, and its digest."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from congtac.kernel.words import Names, gettext_noop
from congtac.statistics.rules.forms import Column, Form, Relation, Row, Source

Json = Mapping[str, Any]
DRAFT, CONFIRMED, WITHDRAWN = "draft", "confirmed", "withdrawn"
STATES = Names(
    {
        DRAFT: gettext_noop("Dự thảo"),
        CONFIRMED: gettext_noop("Đã xác nhận"),
        WITHDRAWN: gettext_noop("Thôi dùng"),
    }
)
STATE_COLOURS = {DRAFT: "yellow", CONFIRMED: "green", WITHDRAWN: "grey"}
SEVERITIES = Names(
    {
        "blocking": gettext_noop("Không được sai"),
        "explain": gettext_noop("Sai thì phải thuyết minh"),
        "warning": gettext_noop("Cảnh báo"),
    }
)
BASES = Names(
    {
        "quoted": gettext_noop("Nguyên văn của biểu"),
        "layout": gettext_noop("Theo cách trình bày của biểu"),
        "implementation": gettext_noop("Theo hướng dẫn thực hiện"),
        "inferred": gettext_noop("Suy ra từ biểu"),
        "recalled": gettext_noop("Ghi theo trí nhớ, chưa đối chiếu"),
    }
)
SEVERITY_COLOURS = {"blocking": "red", "explain": "yellow", "warning": "grey"}


def as_stored(form: Form) -> dict[str, Any]:
    """The definition in the shape of the form files; `form_files.form_of` reads it back.

    Rows that only relations speak of are found in them again.
    """
    return {
        "code": form.code,
        "name": form.name,
        "name_en": form.name_en,
        "regulation": form.regulation,
        "level": form.level,
        "reporter": form.reporter,
        "receiver": form.receiver,
        "version": form.version,
        "status": form.status,
        "periods": [
            {
                "key": it.key,
                "name": it.name,
                "data_from": it.data_from,
                "data_to": it.data_to,
                "due": it.due,
            }
            for it in form.periods
        ],
        "columns": [_column(it) for it in form.columns],
        "rows": [_row(it) for it in form.rows if not it.is_implied],
        "relation_details": [_relation(it) for it in form.relations],
        "notes": list(form.notes),
        "threshold": form.threshold,
        "small": form.small,
        "per_head": form.per_head,
        **({"sources": [_source(it) for it in form.sources]} if form.sources else {}),
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "code": column.code,
        "label": column.path[-1],
        "group": " > ".join(column.path[:-1]),
        "unit": column.unit,
        "type": column.kind,
        "estimated": column.estimated,
        "stock": column.is_stock,
        "min": column.least,
        "max": column.most,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "code": row.code,
        "label": row.label,
        "parent": row.parent or "",
        "dynamic": row.is_dynamic,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "form": source.form,
        "row": source.row,
        "into": source.into,
        "columns": {code: list(of) for code, of in source.columns},
        **({"basis": source.basis} if source.basis else {}),
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "expr": relation.text,
        "severity": relation.severity,
        "basis": relation.basis,
        "note": relation.note,
    }


def digest_of(definition: Json) -> str:
    """The SHA-256 of a definition, the same however its keys are ordered."""
    canonical = json.dumps(definition, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def objection_to_confirming(form: Form, *, state: str, has_regime: bool) -> str | None:
    """Why a form may not be confirmed: a code of the catalogue."""
    if state != DRAFT:
        return "STA-320"
    if not form.numbers:
        return "STA-321"
    return None if has_regime else "STA-322"
