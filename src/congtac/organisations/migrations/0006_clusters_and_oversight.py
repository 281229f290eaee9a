"""Keeps clusters of a year, and who watches what."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0005_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('name', models.CharField(max_length=200, verbose_name='tên cụm')),
                ('basis', models.CharField(max_length=300, verbose_name='căn cứ')),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clusters_helped', to='organisations.unit')),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clusters_headed', to='organisations.unit')),
            ],
            options={
                'ordering': ['-year', 'name'],
                'constraints': [
                    models.UniqueConstraint(fields=('year', 'name'), name='organisations_cluster_once'),
                    models.CheckConstraint(condition=models.Q(('deputy__isnull', True), models.Q(('deputy', models.F('head')), _negated=True), _connector='OR'), name='organisations_deputy_is_another'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ClusterMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='organisations.cluster')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clusters', to='organisations.unit')),
            ],
            options={
                'ordering': ['unit__sort_key'],
                'constraints': [
                    models.UniqueConstraint(fields=('year', 'unit'), name='organisations_one_cluster_a_year'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Oversight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('until', models.DateField(blank=True, null=True, verbose_name='trước ngày')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
                ('person', models.CharField(blank=True, max_length=150, verbose_name='tên đăng nhập')),
                ('person_name', models.CharField(blank=True, max_length=200, verbose_name='họ và tên')),
                ('fields', models.JSONField(blank=True, default=list, verbose_name='lĩnh vực')),
                ('territories', models.ManyToManyField(blank=True, related_name='watched_by', to='organisations.unit')),
                ('watcher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='oversights', to='organisations.unit')),
            ],
            options={
                'ordering': ['-since', 'id'],
                'abstract': False,
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('since__lt', models.F('until')), _connector='OR'), name='organisations_oversight_forward'),
                ],
            },
        ),
    ]
