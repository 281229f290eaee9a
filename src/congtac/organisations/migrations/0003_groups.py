"""Gives names that mean several units a dated meaning."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from congtac.organisations import overlaps


def refuse_overlaps(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    overlaps.install(schema_editor.connection, "organisations_groupdefinition")


def allow_overlaps(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    overlaps.remove(schema_editor.connection, "organisations_groupdefinition")


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_in_time'),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100, unique=True, verbose_name='mã')),
                ('name', models.CharField(max_length=250, verbose_name='tên nhóm')),
                ('written', models.JSONField(blank=True, default=list, verbose_name='cách viết khác')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='GroupDefinition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('until', models.DateField(blank=True, null=True, verbose_name='trước ngày')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
                ('scope', models.CharField(choices=[('province', 'trong một tỉnh, thành phố'), ('country', 'trong cả nước'), ('ministry', 'trong Bộ Tư pháp')], max_length=20, verbose_name='phạm vi')),
                ('kinds', models.JSONField(default=list, verbose_name='loại đơn vị')),
                ('levels', models.JSONField(default=list, verbose_name='cấp')),
                ('ending', models.CharField(blank=True, max_length=30, verbose_name='đuôi mã đơn vị')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='definitions', to='organisations.group')),
            ],
            options={
                'ordering': ['-since', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('since__lt', models.F('until')), _connector='OR'), name='organisations_groupdefinition_forward')],
            },
        ),
        migrations.RunPython(refuse_overlaps, allow_overlaps),
    ]
