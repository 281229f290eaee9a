"""Keeps what passes from a unit that ends, and the two signatures."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0006_clusters_and_oversight'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='ngày bàn giao')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
                ('state', models.CharField(default='open', max_length=20, verbose_name='trạng thái')),
                ('drawn_up_by', models.CharField(max_length=200, verbose_name='người lập')),
                ('drawn_up_at', models.DateTimeField(verbose_name='lúc lập')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers_given', to='organisations.unit')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers_received', to='organisations.unit')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('giver', 'receiver'), name='organisations_one_open_handover'),
                    models.CheckConstraint(condition=models.Q(('giver', models.F('receiver')), _negated=True), name='organisations_handed_to_another'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HandoverItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=50, verbose_name='loại')),
                ('key', models.CharField(max_length=100, verbose_name='khóa')),
                ('name', models.CharField(max_length=500, verbose_name='tên')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='organisations.handover')),
            ],
            options={
                'ordering': ['kind', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('handover', 'kind', 'key'), name='organisations_handed_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HandoverSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(max_length=10, verbose_name='bên')),
                ('person', models.CharField(max_length=150, verbose_name='tên đăng nhập')),
                ('name', models.CharField(max_length=200, verbose_name='họ và tên')),
                ('post', models.CharField(blank=True, max_length=150, verbose_name='chức vụ')),
                ('signed_at', models.DateTimeField(verbose_name='lúc ký')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='organisations.handover')),
            ],
            options={
                'ordering': ['signed_at'],
                'constraints': [
                    models.UniqueConstraint(fields=('handover', 'side'), name='organisations_each_side_signs_once'),
                    models.CheckConstraint(condition=models.Q(('side__in', ['giver', 'receiver'])), name='organisations_side_known'),
                ],
            },
        ),
    ]
