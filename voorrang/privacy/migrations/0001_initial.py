"""Legal holds, requests to erase a person, and the evidence of what was erased."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
from voorrang.lib.tenancy.operations import BuildWall

ID = ("id", models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False))
CUSTOMER = (
    "customer",
    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.customer"),
)


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [("accounts", "0001_initial")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                ID,
                CUSTOMER,
                (
                    "subject_kind",
                    models.CharField(
                        choices=[("customer", "The whole customer"), ("person", "One person"), ("case", "One case")],
                        max_length=16,
                        verbose_name="what is held",
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("reason", models.TextField(verbose_name="reason")),
                ("placed_by", models.UUIDField(null=True)),
                ("placed_at", models.DateTimeField()),
                ("lifted_by", models.UUIDField(null=True)),
                ("lifted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("customer", "subject_kind", "subject_id"),
                        name="privacy_hold_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                ID,
                CUSTOMER,
                ("contact_id", models.UUIDField()),
                ("reason", models.TextField(verbose_name="reason")),
                ("also", models.TextField(blank=True, verbose_name="other spellings")),
                ("requested_by", models.UUIDField(null=True)),
                ("requested_at", models.DateTimeField()),
                ("withdrawn_by", models.UUIDField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["customer", "contact_id"], name="privacy_request_contact")]},
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ID,
                CUSTOMER,
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure",
                        to="privacy.erasurerequest",
                    ),
                ),
                ("contact_id", models.UUIDField()),
                ("pseudonym", models.CharField(max_length=16, unique=True)),
                ("confirmed_by", models.UUIDField(null=True)),
                ("confirmed_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("touched", models.JSONField(default=dict)),
                ("proof", models.CharField(blank=True, max_length=64)),
            ],
            options={"abstract": False},
        ),
        BuildWall("hold", "projection"),
        BuildWall("erasurerequest", "projection"),
        BuildWall("erasure", "projection"),
    ]
