"""The first tables of this floor, with their walls."""

from django.db import migrations, models

import voorrang.lib.ids
from voorrang.lib.tenancy.operations import AppendOnly, BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("customer_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("type", models.CharField(max_length=64)),
                ("actor_kind", models.CharField(max_length=16)),
                ("actor_id", models.UUIDField(null=True)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.UUIDField()),
                ("fields", models.JSONField(default=list)),
                ("data", models.JSONField(default=dict)),
                ("v", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["customer_id", "subject_id", "id"], name="audit_entry_subject"),
                    models.Index(fields=["customer_id", "at"], name="audit_entry_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SystemEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                ("type", models.CharField(max_length=64)),
                ("actor_kind", models.CharField(max_length=16)),
                ("actor_id", models.UUIDField(null=True)),
                ("subject_kind", models.CharField(blank=True, max_length=32)),
                ("subject_id", models.UUIDField(null=True)),
                ("data", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="audit_system_at")],
            },
        ),
        BuildWall("entry"),
        BuildWall("systementry", "vendor"),
        AppendOnly("entry"),
        AppendOnly("systementry"),
    ]
