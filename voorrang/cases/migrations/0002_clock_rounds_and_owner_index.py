"""Rounds of an update clock, how long a case waits, and the queue of one person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="milestone",
            name="from_sequence",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="queuerow",
            name="waiting_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="queuerow",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(
                condition=models.Q(("status__in", ["closed", "resolved"]), _negated=True),
                fields=["owner"],
                name="cases_queue_owner",
            ),
        ),
    ]
