"""Keeps names that led to no unit, and what they mean."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0004_intakes'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written', models.CharField(max_length=300, verbose_name='tên trong văn bản')),
                ('key', models.CharField(max_length=300, verbose_name='khóa so khớp')),
                ('near', models.CharField(blank=True, max_length=100, verbose_name='đọc ở địa phương')),
                ('seen_in', models.CharField(blank=True, max_length=300, verbose_name='thấy ở')),
                ('times', models.PositiveIntegerField(default=0, verbose_name='số lần thấy')),
                ('state', models.CharField(default='doubtful', max_length=10, verbose_name='tình trạng')),
                ('settled_by', models.CharField(blank=True, max_length=200, verbose_name='người quyết định')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='lúc quyết định')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='written_as', to='organisations.group')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='written_as', to='organisations.unit')),
            ],
            options={
                'ordering': ['-times', 'written'],
                'constraints': [models.UniqueConstraint(fields=('key', 'near'), name='organisations_name_known_once'), models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', True), ('state', 'settled'), ('unit__isnull', False)), models.Q(('group__isnull', False), ('state', 'settled'), ('unit__isnull', True)), models.Q(('group__isnull', True), ('state__in', ['doubtful', 'nobody']), ('unit__isnull', True)), _connector='OR'), name='organisations_settled_as_one')],
            },
        ),
    ]
