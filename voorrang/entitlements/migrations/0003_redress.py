"""What would be decided otherwise now, what a person did about it, and by which address somebody unlisted asked."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("entitlements", "0002_decision_supersedes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Redress",
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
                (
                    "verdict",
                    models.CharField(choices=[("wronged", "Wronged"), ("generous", "Too generous")], max_length=16),
                ),
                ("found_at", models.DateTimeField()),
                ("outcome_was", models.CharField(max_length=16)),
                ("outcome_now", models.CharField(max_length=16)),
                ("changes", models.JSONField()),
                ("facts", models.TextField()),
                ("answer", models.TextField()),
                ("terms_hash", models.CharField(max_length=64)),
                ("coverage_hash", models.CharField(max_length=64)),
                ("readings_hash", models.CharField(max_length=64)),
                ("credit_amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("credit_source", models.CharField(blank=True, max_length=64)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_because", models.CharField(blank=True, max_length=16)),
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="RedressAnswer",
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
                (
                    "answer",
                    models.CharField(choices=[("approved", "Approved"), ("declined", "Declined")], max_length=16),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("role", models.CharField(max_length=32)),
                ("apology", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=16)),
                ("credit_amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("answered_by", models.UUIDField()),
                ("answered_at", models.DateTimeField()),
                (
                    "redress",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entitlements.redress",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="RedressRow",
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
                ("decision_id", models.UUIDField()),
                (
                    "verdict",
                    models.CharField(choices=[("wronged", "Wronged"), ("generous", "Too generous")], max_length=16),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for a person"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("closed", "Fell away"),
                        ],
                        max_length=16,
                    ),
                ),
                ("outcome_was", models.CharField(max_length=16)),
                ("outcome_now", models.CharField(max_length=16)),
                (
                    "serials",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), default=list
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("found_at", models.DateTimeField()),
                ("credit_amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
            ],
        ),
        migrations.CreateModel(
            name="UnlistedCaller",
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
                ("address_digest", models.CharField(max_length=64)),
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="redress",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("customer", "decision"),
                name="entitlements_redress_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="redressanswer",
            constraint=models.UniqueConstraint(fields=("customer", "redress"), name="entitlements_redress_once"),
        ),
        migrations.AddIndex(
            model_name="redressrow",
            index=models.Index(fields=["state", "-found_at", "-id"], name="entitlements_redress_state"),
        ),
        migrations.AddIndex(
            model_name="redressrow",
            index=models.Index(fields=["customer", "-found_at", "-id"], name="entitlements_redress_whose"),
        ),
        migrations.AddIndex(
            model_name="unlistedcaller",
            index=models.Index(fields=["customer", "address_digest"], name="entitlements_unlisted"),
        ),
        BuildWall("unlistedcaller"),
        BuildWall("redress"),
        BuildWall("redressanswer"),
        BuildWall("redressrow", "projection"),
    ]
