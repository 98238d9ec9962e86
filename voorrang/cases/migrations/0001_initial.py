"""The first tables of this floor, with their walls."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import AppendOnly, BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("contracts", "0001_initial"),
        ("entitlements", "0001_initial"),
        ("installed_base", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.customer",
                    ),
                ),
                ("number", models.CharField(max_length=32, verbose_name="number")),
                ("opened_at", models.DateTimeField()),
                ("door", models.CharField(max_length=16)),
                ("country", models.CharField(max_length=2)),
                ("language", models.CharField(max_length=16)),
                (
                    "impact",
                    models.CharField(
                        choices=[("one_person", "One person"), ("site", "A site"), ("company", "The whole company")],
                        max_length=16,
                        verbose_name="impact",
                    ),
                ),
                ("tier", models.CharField(blank=True, max_length=32)),
                ("scope", models.CharField(blank=True, max_length=32)),
                ("title", models.CharField(max_length=200, verbose_name="symptom")),
                ("diagnosis", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "affiliate",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.affiliate",
                    ),
                ),
                (
                    "contact",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.contact",
                    ),
                ),
                (
                    "decision",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entitlements.decision",
                    ),
                ),
                (
                    "site",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.site",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CaseCounter",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.customer",
                    ),
                ),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CaseDevice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.customer",
                    ),
                ),
                ("serial", models.CharField(max_length=64, verbose_name="serial number")),
                (
                    "case",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_devices",
                        to="cases.case",
                    ),
                ),
                (
                    "device",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="installed_base.device",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.customer",
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("type", models.CharField(max_length=48)),
                ("at", models.DateTimeField()),
                ("by_kind", models.CharField(max_length=16)),
                ("by_id", models.UUIDField(null=True)),
                ("by_side", models.CharField(max_length=16)),
                ("internal", models.BooleanField(default=False)),
                ("data", models.JSONField(default=dict)),
                (
                    "case",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="DueMilestone",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("customer_id", models.UUIDField()),
                ("milestone_id", models.UUIDField(unique=True)),
                ("case_id", models.UUIDField()),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["due_at"], name="cases_due_at")],
            },
        ),
        migrations.CreateModel(
            name="EventBody",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.customer",
                    ),
                ),
                ("text", models.TextField()),
                ("language", models.CharField(blank=True, max_length=16)),
                (
                    "event",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="cases.caseevent",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.customer",
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("basis", models.CharField(max_length=16)),
                ("seconds", models.PositiveIntegerField()),
                ("calendar_key", models.CharField(blank=True, max_length=48)),
                ("calendar_version", models.PositiveIntegerField(default=0)),
                ("zones_version", models.CharField(blank=True, max_length=16)),
                ("starts_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("paused_at", models.DateTimeField(null=True)),
                ("met_at", models.DateTimeField(null=True)),
                ("breached_at", models.DateTimeField(null=True)),
                (
                    "case",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="cases.case",
                    ),
                ),
                (
                    "promise",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.promise",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="QueueRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.customer",
                    ),
                ),
                ("number", models.CharField(max_length=32)),
                ("title", models.CharField(max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("waiting", "Waiting on customer"),
                            ("resolved", "Resolved"),
                            ("closed", "Closed"),
                        ],
                        max_length=16,
                    ),
                ),
                ("outcome", models.CharField(max_length=16)),
                ("tier", models.CharField(blank=True, max_length=32)),
                ("tier_rank", models.PositiveSmallIntegerField(default=0)),
                ("country", models.CharField(max_length=2)),
                ("language", models.CharField(max_length=16)),
                ("impact", models.CharField(max_length=16)),
                ("site_id", models.UUIDField(null=True)),
                ("affiliate_id", models.UUIDField(null=True)),
                ("contact_id", models.UUIDField(null=True)),
                (
                    "serials",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), default=list),
                ),
                ("opened_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("due_kind", models.CharField(blank=True, max_length=16)),
                ("promised_at", models.DateTimeField(null=True)),
                ("promised_kind", models.CharField(blank=True, max_length=16)),
                ("breached", models.BooleanField(default=False)),
                ("promise_breached", models.BooleanField(default=False)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["customer", "-opened_at", "id"], name="cases_case_opened"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("customer", "number"), name="cases_case_number"),
        ),
        migrations.AddConstraint(
            model_name="casecounter",
            constraint=models.UniqueConstraint(fields=("customer",), name="cases_counter_one"),
        ),
        migrations.AddIndex(
            model_name="casedevice",
            index=models.Index(fields=["customer", "device"], name="cases_device_of"),
        ),
        migrations.AddConstraint(
            model_name="casedevice",
            constraint=models.UniqueConstraint(fields=("customer", "case", "serial"), name="cases_device_once"),
        ),
        migrations.AddConstraint(
            model_name="caseevent",
            constraint=models.UniqueConstraint(fields=("customer", "case", "sequence"), name="cases_event_sequence"),
        ),
        migrations.AddConstraint(
            model_name="eventbody",
            constraint=models.UniqueConstraint(fields=("customer", "event"), name="cases_body_once"),
        ),
        migrations.AddIndex(
            model_name="milestone",
            index=models.Index(fields=["customer", "case"], name="cases_milestone_case"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(
                condition=models.Q(("status__in", ["closed", "resolved"]), _negated=True),
                fields=["due_at", "id"],
                name="cases_queue_due",
            ),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(fields=["customer", "-opened_at", "id"], name="cases_queue_customer"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(fields=["customer", "status", "-opened_at"], name="cases_queue_status"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(fields=["number"], name="cases_queue_number"),
        ),
        BuildWall("casecounter"),
        BuildWall("case"),
        BuildWall("casedevice"),
        BuildWall("milestone"),
        BuildWall("duemilestone", "projection"),
        BuildWall("caseevent"),
        BuildWall("eventbody"),
        BuildWall("queuerow", "projection"),
        AppendOnly("caseevent"),
    ]
