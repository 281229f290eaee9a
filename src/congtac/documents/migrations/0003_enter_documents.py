from datetime import date

from django.db import migrations

from congtac.documents.rules.citing import number_key
from congtac.documents.rules.fulltext import text_key
from congtac.kernel.keys import search_key


def enter(apps, _schema_editor):
    """Enter the documents that stood on the shelf before it could be searched in full text."""
    Document = apps.get_model("documents", "Document")
    for document in Document.objects.order_by("pk").iterator(chunk_size=50):
        reading = document_reading(apps, document)
        words = (document.type, document.number, document.title, document.issuer, document.name)
        apps.get_model("documents", "FullText").objects.create(
            document=document,
            reading=reading,
            head=text_key(" \n ".join(words)),
            body=text_key(reading.text) if reading else "",
        )
        document.number_key = number_key(document.number)
        document.issuer_key = search_key(document.issuer)[:255]
        document.save(update_fields=("number_key", "issuer_key"))
        if reading:
            enter_items(apps, document, reading)


def document_reading(apps, document):
    readings = apps.get_model("documents", "Reading").objects.filter(document=document)
    return readings.order_by("-revision").first()


def enter_items(apps, document, reading):
    dropped = {
        (it.kind, it.key)
        for it in reading.decisions.order_by("id")
        if it.act == "drop"
    }
    stood = [it for it in reading.proposals.all() if (it.kind, it.key) not in dropped]
    fields = {it.content["field"] for it in stood if it.kind == "task"} - {""}
    Topic = apps.get_model("documents", "Topic")
    Topic.objects.bulk_create(Topic(document=document, field=it) for it in sorted(fields))
    Mention = apps.get_model("documents", "Mention")
    Mention.objects.bulk_create(
        Mention(
            document=document,
            key=it.key,
            number_key=number_key(it.content["number"]),
            day=date.fromisoformat(it.content["date"]) if it.content["date"] else None,
            relation=it.content["relation"][:20],
        )
        for it in stood
        if it.kind == "citation" and not it.content["is_self"]
    )


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_shelf'),
    ]

    operations = [
        migrations.RunPython(enter, migrations.RunPython.noop),
    ]
