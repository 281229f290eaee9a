"""A document as plain values for JSON, in the shape that the command line promises."""

from datetime import date
from typing import Any

from vanban.model import Citation, Deadline, Document, Finding, Metadata, Node, Target, Task

FIELDS = (
    "issuer",
    "parent_issuer",
    "number",
    "symbol",
    "date",
    "place",
    "type",
    "title",
    "signer",
    "capacity",
)


def as_json(document: Document) -> dict[str, Any]:
    """Source, text, metadata, outline, citations, tasks, targets and findings as plain values."""
    return {
        "source": document.source.name,
        "text": document.source.text,
        "metadata": _metadata(document.metadata),
        "outline": [_node(node) for node in document.outline],
        "citations": [_citation(citation) for citation in document.citations],
        "tasks": [_task(task) for task in document.tasks],
        "targets": [_target(target) for target in document.targets],
        "findings": findings_as_json(document.findings),
    }


def findings_as_json(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """The findings alone."""
    keys = ("code", "severity", "message", "start", "end", "basis")
    return [{key: getattr(finding, key) for key in keys} for finding in findings]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _metadata(metadata: Metadata) -> dict[str, Any]:
    said = {key: getattr(metadata, key) for key in FIELDS}
    spans = {key: [span.start, span.end] for key, span in metadata.spans.items()}
    return {
        **said,
        "date": _day(metadata.date),
        "layout": metadata.layout,
        "recipients": list(metadata.recipients),
        "legal_bases": list(metadata.legal_bases),
        "spans": spans,
    }


def _node(node: Node) -> dict[str, Any]:
    keys = ("path", "label", "level", "title", "start", "end")
    return {
        **{key: getattr(node, key) for key in keys},
        "children": [_node(child) for child in node.children],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    keys = ("number", "type", "issuer", "title", "relation")
    return {
        **{key: getattr(citation, key) for key in keys},
        "date": _day(citation.date),
        "self": citation.is_self,
        "spans": [[span.start, span.end] for span in citation.spans],
    }


def _task(task: Task) -> dict[str, Any]:
    keys = ("path", "text", "start", "end", "mode", "product", "reports_to", "recurrence")
    agencies = (*task.lead, *task.coordinating)
    return {
        **{key: getattr(task, key) for key in keys},
        "lead": [agency.name for agency in task.lead],
        "coordinating": [agency.name for agency in task.coordinating],
        "requested": [agency.name for agency in task.lead if agency.is_request],
        "places": {agency.name: [agency.start, agency.end] for agency in agencies},
        "deadline": _deadline(task.deadline),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    span = [deadline.span.start, deadline.span.end] if deadline.span else None
    return {
        "text": deadline.text,
        "kind": deadline.kind,
        "start": _day(deadline.start),
        "end": _day(deadline.end),
        "span": span,
    }


def _target(target: Target) -> dict[str, Any]:
    keys = ("path", "text", "comparator", "unit", "start", "end")
    return {
        **{key: getattr(target, key) for key in keys},
        "value": _figure(target.value),
        "value_max": None if target.value_max is None else _figure(target.value_max),
        "approximate": target.is_approximate,
    }


def _figure(value: float) -> int | float:
    return int(value) if value == int(value) else value
