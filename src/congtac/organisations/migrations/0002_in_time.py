"""Gives units dated names, places, functions and successions."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from congtac.organisations import overlaps

TABLES = ("organisations_formername", "organisations_place", "organisations_function")


def refuse_overlaps(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    overlaps.install(schema_editor.connection, *TABLES)


def allow_overlaps(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    overlaps.remove(schema_editor.connection, *TABLES)


def keep_parents(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unit, place = (apps.get_model("organisations", name) for name in ("Unit", "Place"))
    place.objects.bulk_create(
        place(unit=it, parent_id=it.parent_id, hierarchy="administrative", since=it.since, until=it.until)
        for it in unit.objects.exclude(parent=None)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('until', models.DateField(blank=True, null=True, verbose_name='trước ngày')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
                ('name', models.CharField(max_length=250, verbose_name='tên')),
                ('short_names', models.JSONField(blank=True, default=list, verbose_name='tên gọi khác')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='organisations.unit')),
            ],
            options={
                'ordering': ['until', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('since__lt', models.F('until')), _connector='OR'), name='organisations_formername_forward')],
            },
        ),
        migrations.CreateModel(
            name='Function',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('until', models.DateField(blank=True, null=True, verbose_name='trước ngày')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
                ('code', models.CharField(max_length=50, verbose_name='mã chức năng')),
                ('name', models.CharField(max_length=250, verbose_name='chức năng')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='functions', to='organisations.unit')),
            ],
            options={
                'ordering': ['name', 'since', 'id'],
                'abstract': False,
                'indexes': [models.Index(fields=['code'], name='organisatio_code_ce2490_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('since__lt', models.F('until')), _connector='OR'), name='organisations_function_forward')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('until', models.DateField(blank=True, null=True, verbose_name='trước ngày')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
                ('hierarchy', models.CharField(choices=[('administrative', 'Hành chính'), ('professional', 'Chuyên môn, nghiệp vụ'), ('party', 'Đảng')], max_length=20, verbose_name='hệ thống')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='below', to='organisations.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='organisations.unit')),
            ],
            options={
                'ordering': ['hierarchy', 'since', 'id'],
                'abstract': False,
                'indexes': [models.Index(fields=['hierarchy', 'parent'], name='organisatio_hierarc_294342_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('since__lt', models.F('until')), _connector='OR'), name='organisations_place_forward'), models.CheckConstraint(condition=models.Q(('unit', models.F('parent')), _negated=True), name='organisations_not_under_itself')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='ngày')),
                ('kind', models.CharField(choices=[('merge', 'sáp nhập, hợp nhất'), ('split', 'chia, tách'), ('rename', 'đổi tên, đổi loại'), ('transfer', 'chuyển giao')], max_length=20, verbose_name='cách')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passed_to', to='organisations.unit')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='organisations.unit')),
            ],
            options={
                'ordering': ['day', 'id'],
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'day'), name='organisations_passed_once'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='organisations_not_its_own_heir')],
            },
        ),
        migrations.RunPython(keep_parents, migrations.RunPython.noop),
        migrations.RunPython(refuse_overlaps, allow_overlaps),
    ]
