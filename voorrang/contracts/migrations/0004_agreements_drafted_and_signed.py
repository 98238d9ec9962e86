"""Agreements become drafts that both sides sign, with exclusions, rates and named people."""

import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("contracts", "0003_quotes_changes_and_renewals"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="discretion_roles",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="agreement",
            name="made_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="made_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="revision",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="agreement",
            name="signed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="AgreedContact",
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
                ("side", models.CharField(choices=[("vendor", "vendor"), ("customer", "customer")], max_length=16)),
                ("role", models.CharField(max_length=80, verbose_name="role")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                ("may_consent", models.BooleanField(default=False)),
                (
                    "agreement",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AgreedExclusion",
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
                ("kinds", models.JSONField(default=list)),
                ("countries", models.JSONField(default=list)),
                ("products", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "agreement",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AgreedRate",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("labour", "labour, an hour"),
                            ("material", "material, at cost and a percentage"),
                            ("part", "a part at a price"),
                        ],
                        max_length=16,
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2)),
                ("part", models.CharField(blank=True, max_length=64, verbose_name="part number")),
                ("text", models.CharField(blank=True, max_length=120, verbose_name="what")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                (
                    "agreement",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AgreementEnding",
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
                ("ends_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("ended_at", models.DateTimeField()),
                ("ended_by", models.UUIDField(null=True)),
                (
                    "agreement",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("customer", "agreement"), name="contracts_agreement_ended_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementSignature",
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
                ("side", models.CharField(choices=[("vendor", "vendor"), ("customer", "customer")], max_length=16)),
                ("revision", models.PositiveIntegerField()),
                ("signed_at", models.DateTimeField()),
                ("signed_by", models.UUIDField(null=True)),
                (
                    "agreement",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("customer", "agreement", "side"), name="contracts_agreement_signed_once"
                    )
                ],
            },
        ),
        # What lies in the database already was signed on paper before it was kept.
        migrations.RunSQL("UPDATE contracts_agreement SET signed_at = starts_at", migrations.RunSQL.noop),
        BuildWall("agreementsignature"),
        BuildWall("agreementending"),
        BuildWall("agreedexclusion"),
        BuildWall("agreedrate"),
        BuildWall("agreedcontact"),
    ]
