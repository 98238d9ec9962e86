"""Find a case by its number and by a serial, and list ended ones, through indexes that the wall lets through."""

from itertools import batched
from typing import Any, ClassVar

from django.db import migrations, models

import voorrang.lib.ids
from voorrang.lib.tenancy.operations import BuildWall, RebuildWall


def name_serials(apps: Any, schema_editor: Any) -> None:
    """Write the rows of the cases that are there."""
    alias = schema_editor.connection.alias
    found_by = apps.get_model("cases", "QueueSerial")
    rows = apps.get_model("cases", "QueueRow").objects.using(alias).values_list("customer_id", "id", "serials")
    named = (
        found_by(customer_id=customer_id, case_id=case_id, serial=serial)
        for customer_id, case_id, serials in rows.iterator(chunk_size=5000)
        for serial in dict.fromkeys(serials)
    )
    for some in batched(named, 5000):
        found_by.objects.using(alias).bulk_create(some)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0002_clock_rounds_and_owner_index")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="QueueSerial",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("customer_id", models.UUIDField()),
                ("case_id", models.UUIDField()),
                ("serial", models.CharField(db_collation="C", max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["serial", "case_id"], name="cases_queueserial_found")],
                "constraints": [models.UniqueConstraint(fields=("case_id", "serial"), name="cases_queueserial_once")],
            },
        ),
        BuildWall("queueserial", "projection"),
        migrations.RunPython(name_serials, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("queuerow", "number", models.CharField(db_collation="C", max_length=32)),
        migrations.AddField("queuerow", "sequence", models.PositiveBigIntegerField(default=0), preserve_default=False),
        migrations.RunSQL(
            "UPDATE cases_queuerow SET sequence = split_part(number, '-', 2)::bigint",
            migrations.RunSQL.noop,
            elidable=True,
        ),
        migrations.RemoveIndex("queuerow", "cases_queue_customer"),
        migrations.RemoveIndex("queuerow", "cases_queue_status"),
        migrations.AddIndex("queuerow", models.Index(fields=["opened_at", "id"], name="cases_queue_opened")),
        migrations.AddIndex(
            "queuerow", models.Index(fields=["status", "opened_at", "id"], name="cases_queue_status_opened")
        ),
        migrations.AddIndex(
            "queuerow", models.Index(fields=["customer", "opened_at", "id"], name="cases_queue_customer_opened")
        ),
        migrations.AddIndex(
            "queuerow",
            models.Index(fields=["customer", "status", "opened_at", "id"], name="cases_queue_customer_status"),
        ),
        migrations.AddIndex("queuerow", models.Index(fields=["sequence"], name="cases_queue_sequence")),
        RebuildWall("queuerow", "projection"),
        RebuildWall("duemilestone", "projection"),
    ]
