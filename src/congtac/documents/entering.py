"""What the register keeps of a document so that it is found: fields, words, topics, citations."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from congtac.documents.models import Document, FullText, Mention, Reading, Topic
from congtac.documents.rules.citing import cited_of, number_key
from congtac.documents.rules.fields import field_of
from congtac.documents.rules.fulltext import text_key
from congtac.documents.rules.review import Item
from congtac.kernel.keys import search_key, sort_key

FIELDS = {"number": 120, "type": 120, "issuer": 255, "title": None}  # with their lengths


def enter_name(document: Document) -> None:
    """Enter a document that nobody has read yet: it is found by the name of its file."""
    FullText.objects.update_or_create(
        document=document, defaults={"head": _head(document), "reading": None, "body": ""}
    )


def enter_reading(document: Document, reading: Reading, items: Sequence[Item]) -> None:
    """Enter what a reading holds, in the place of what the one before held."""
    enter_name(document)
    FullText.objects.filter(document=document).update(reading=reading, body=text_key(reading.text))
    enter_fields(document, fields_of(items))
    enter_topics(document, items)
    enter_mentions(document, items)


def fields_of(items: Sequence[Item]) -> dict[str, Any]:
    """The metadata fields as they stand."""
    return {item.key: item.content["value"] for item in items if item.kind == "metadata"}


def enter_fields(document: Document, fields: Mapping[str, Any]) -> None:
    """Enter number, type, issuer, title and day as they were last decided."""
    for name, limit in FIELDS.items():
        setattr(document, name, (fields[name] or "")[:limit])
    document.issued_on = date.fromisoformat(fields["date"]) if fields["date"] else None
    document.number_key = number_key(document.number)
    document.issuer_key = search_key(document.issuer)[:255]
    document.sort_key = sort_key(document.title or document.name)[:255]
    document.save()
    FullText.objects.filter(document=document).update(head=_head(document))


def _head(document: Document) -> str:
    words = (document.type, document.number, document.title, document.issuer, document.name)
    return text_key(" \n ".join(words))


def enter_topics(document: Document, items: Sequence[Item]) -> None:
    """Enter the fields of work of the tasks that stand; without any, that of the title."""
    tasks = (item for item in items if item.kind == "task" and not item.is_dropped)
    fields = {item.content["field"] for item in tasks} - {""} or {field_of(document.title)} - {""}
    document.topics.all().delete()
    Topic.objects.bulk_create(Topic(document=document, field=field) for field in sorted(fields))


def enter_mentions(document: Document, items: Sequence[Item]) -> None:
    """Enter the citations that stand, but not the words in which a document names itself."""
    citations = (item for item in items if item.kind == "citation" and not item.is_dropped)
    found = [(it, cited_of(it.content)) for it in citations if not it.content["is_self"]]
    document.mentions.all().delete()
    Mention.objects.bulk_create(
        Mention(
            document=document,
            key=item.key,
            number_key=cited.number_key,
            day=cited.day,
            relation=item.content["relation"][:20],
        )
        for item, cited in found
    )
