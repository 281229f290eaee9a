"""Keeps the sheets of units that came in."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_initial'),
        ('organisations', '0003_groups'),
    ]

    operations = [
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(blank=True, null=True, verbose_name='hiệu lực từ ngày')),
                ('basis', models.CharField(max_length=300, verbose_name='căn cứ')),
                ('brought_by', models.CharField(max_length=150, verbose_name='người nạp')),
                ('brought_by_name', models.CharField(max_length=200, verbose_name='họ tên người nạp')),
                ('brought_at', models.DateTimeField(verbose_name='lúc nạp')),
                ('taken_at', models.DateTimeField(blank=True, null=True, verbose_name='lúc nhận')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
    ]
