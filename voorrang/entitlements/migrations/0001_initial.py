"""The first tables of this floor, with their walls."""

import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import AppendOnly, BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("installed_base", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
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
                ("decided_at", models.DateTimeField()),
                ("door", models.CharField(max_length=16)),
                ("outcome", models.CharField(max_length=16, verbose_name="outcome")),
                ("facts", models.TextField()),
                ("facts_hash", models.CharField(max_length=64)),
                ("terms_hash", models.CharField(max_length=64)),
                ("coverage_hash", models.CharField(max_length=64)),
                ("readings_hash", models.CharField(max_length=64)),
                ("answer", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                ("asked_by", models.UUIDField(null=True)),
                ("contact_id", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Discretion",
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
                ("choice", models.CharField(choices=[("charge", "Charge"), ("decline", "Decline")], max_length=16)),
                ("reason", models.TextField(verbose_name="reason")),
                ("role", models.CharField(max_length=32)),
                ("chosen_by", models.UUIDField()),
                ("chosen_at", models.DateTimeField()),
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
            name="Override",
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
                ("kind", models.CharField(max_length=24)),
                ("reason", models.TextField(verbose_name="reason")),
                ("role", models.CharField(max_length=32)),
                ("granted_by", models.UUIDField()),
                ("granted_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
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
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["customer", "-decided_at"], name="entitlements_decided"),
        ),
        BuildWall("decision"),
        BuildWall("discretion"),
        BuildWall("override"),
        AppendOnly("decision"),
    ]
