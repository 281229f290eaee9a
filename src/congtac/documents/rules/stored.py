"""A document of the reader as plain values that a database can keep."""

from datetime import date
from typing import Any

from congtac.documents.rules.fields import field_of
from congtac.documents.rules.shapes import (
    METADATA_FIELDS,
    AgencyShape,
    Content,
    DeadlineShape,
    TaskShape,
)
from vanban.model import (
    Agency,
    Citation,
    Deadline,
    Document,
    Finding,
    Metadata,
    Node,
    Span,
    Table,
    Target,
    Task,
)


def as_stored(document: Document) -> Content:
    """Everything found, without the text; places are pairs of offsets into the text."""
    return {
        "tables": [_table(table) for table in document.source.tables],
        "metadata": _metadata(document.metadata),
        "outline": [_node(node) for node in document.outline],
        "citations": [_citation(citation) for citation in document.citations],
        "tasks": [_task(task, document.metadata.title or "") for task in document.tasks],
        "targets": [_target(target) for target in document.targets],
        "findings": [_finding(finding) for finding in document.findings],
    }


def _table(table: Table) -> list[Content]:
    return [
        {"start": row.start, "cells": [[cell.start, cell.end] for cell in row.cells]}
        for row in table.rows
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _metadata(metadata: Metadata) -> Content:
    fields: dict[str, Any] = {name: getattr(metadata, name) for name in METADATA_FIELDS}
    fields["date"] = _day(metadata.date)
    fields["recipients"] = list(metadata.recipients)
    fields["legal_bases"] = list(metadata.legal_bases)
    fields["layout"] = metadata.layout
    fields["spans"] = {name: _pair(span) for name, span in metadata.spans.items()}
    return fields


def _node(node: Node) -> Content:
    return {
        "path": node.path,
        "label": node.label,
        "level": node.level,
        "title": node.title,
        "start": node.start,
        "end": node.end,
        "children": [_node(child) for child in node.children],
    }


def _citation(citation: Citation) -> Content:
    return {
        "number": citation.number,
        "type": citation.type,
        "issuer": citation.issuer,
        "date": _day(citation.date),
        "title": citation.title,
        "relation": citation.relation,
        "is_self": citation.is_self,
        "spans": [_pair(span) for span in citation.spans],
    }


def _agency(agency: Agency) -> AgencyShape:
    return {
        "name": agency.name,
        "is_request": agency.is_request,
        "start": agency.start,
        "end": agency.end,
    }


def _deadline(deadline: Deadline) -> DeadlineShape:
    return {
        "text": deadline.text,
        "kind": deadline.kind,
        "start": _day(deadline.start),
        "end": _day(deadline.end),
        "span": _pair(deadline.span),
        "is_absent": False,
    }


def _task(task: Task, title: str) -> TaskShape:
    return {
        "path": task.path,
        "text": task.text,
        "start": task.start,
        "end": task.end,
        "mode": task.mode,
        "lead": [_agency(agency) for agency in task.lead],
        "coordinating": [_agency(agency) for agency in task.coordinating],
        "product": task.product,
        "reports_to": task.reports_to,
        "recurrence": task.recurrence,
        "field": field_of(task.text) or field_of(title),
        "deadline": _deadline(task.deadline),
    }


def _target(target: Target) -> Content:
    return {
        "path": target.path,
        "text": target.text,
        "value": target.value,
        "value_max": target.value_max,
        "is_approximate": target.is_approximate,
        "comparator": target.comparator,
        "unit": target.unit,
        "start": target.start,
        "end": target.end,
    }


def _finding(finding: Finding) -> Content:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
        "basis": finding.basis,
    }
