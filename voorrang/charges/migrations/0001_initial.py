"""Estimates of cost, consents, charges, and what goes to the books."""

import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0004_files_of_cases"),
        ("contracts", "0004_agreements_drafted_and_signed"),
    ]

    operations = [
        migrations.CreateModel(
            name="CostEstimate",
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
                ("currency", models.CharField(max_length=3)),
                ("language", models.CharField(max_length=16)),
                ("text", models.CharField(max_length=2000, verbose_name="text")),
                ("valid_until", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_by", models.UUIDField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.UUIDField(null=True)),
                (
                    "case",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            name="Consent",
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
                    models.CharField(choices=[("consented", "consented"), ("refused", "refused")], max_length=16),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("name", models.CharField(max_length=200)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField()),
                ("answered_by", models.UUIDField(null=True)),
                (
                    "estimate",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="charges.costestimate",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CostLine",
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
                ("kind", models.CharField(choices=[("labour", "labour"), ("material", "material")], max_length=16)),
                ("text", models.CharField(max_length=200, verbose_name="what")),
                ("quantity", models.DecimalField(decimal_places=2, max_digits=9)),
                ("unit", models.CharField(max_length=16)),
                ("price", models.DecimalField(decimal_places=2, max_digits=12)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "estimate",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="charges.costestimate",
                    ),
                ),
                (
                    "rate",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.agreedrate",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ChargeLine",
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
                ("quantity", models.DecimalField(decimal_places=2, max_digits=9)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("text", models.CharField(blank=True, max_length=200)),
                ("entered_at", models.DateTimeField()),
                ("entered_by", models.UUIDField(null=True)),
                (
                    "line",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="charges.costline",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CostRow",
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
                ("case_id", models.UUIDField()),
                ("case_number", models.CharField(max_length=32)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("waiting", "waits for consent"),
                            ("consented", "consented"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("settled", "settled"),
                        ],
                        max_length=16,
                    ),
                ),
                ("valid_until", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="InvoiceExport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.customer",
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("lines", models.PositiveIntegerField()),
                ("csv", models.TextField()),
                ("json", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
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
                ("kind", models.CharField(choices=[("charge", "charge"), ("credit", "credit")], max_length=16)),
                ("source_id", models.UUIDField(unique=True)),
                ("case_number", models.CharField(blank=True, max_length=32)),
                ("estimate_number", models.CharField(blank=True, max_length=32)),
                ("text", models.CharField(blank=True, max_length=200)),
                ("quantity", models.DecimalField(decimal_places=2, max_digits=9)),
                ("price", models.DecimalField(decimal_places=2, max_digits=12)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                ("settled_at", models.DateTimeField()),
                ("export_number", models.PositiveIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Settlement",
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
                ("charged", models.DecimalField(decimal_places=2, max_digits=14)),
                ("waived", models.DecimalField(decimal_places=2, max_digits=14)),
                ("settled_at", models.DateTimeField()),
                ("settled_by", models.UUIDField(null=True)),
                (
                    "estimate",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="charges.costestimate",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Waiver",
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
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("waived_at", models.DateTimeField()),
                ("waived_by", models.UUIDField(null=True)),
                (
                    "charge",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="charges.chargeline",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ConsentRule",
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
                ("engineers_may", models.BooleanField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("customer",), name="charges_consent_rule_one")],
            },
        ),
        migrations.AddIndex(
            model_name="costestimate",
            index=models.Index(fields=["customer", "case"], name="charges_cost_case"),
        ),
        migrations.AddConstraint(
            model_name="costestimate",
            constraint=models.UniqueConstraint(fields=("customer", "number"), name="charges_cost_number"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(fields=("customer", "estimate"), name="charges_answered_once"),
        ),
        migrations.AddIndex(
            model_name="chargeline",
            index=models.Index(fields=["customer", "line"], name="charges_charge_line"),
        ),
        migrations.AddIndex(
            model_name="costrow",
            index=models.Index(fields=["state", "-made_at", "-id"], name="charges_cost_state"),
        ),
        migrations.AddIndex(
            model_name="costrow",
            index=models.Index(fields=["customer", "-made_at", "-id"], name="charges_cost_whose"),
        ),
        migrations.AddIndex(
            model_name="invoiceline",
            index=models.Index(fields=["export_number", "settled_at", "id"], name="charges_invoice_open"),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(fields=("customer", "estimate"), name="charges_settled_once"),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.UniqueConstraint(fields=("customer", "charge"), name="charges_waived_once"),
        ),
        BuildWall("costestimate"),
        BuildWall("costline"),
        BuildWall("consent"),
        BuildWall("chargeline"),
        BuildWall("waiver"),
        BuildWall("settlement"),
        BuildWall("consentrule"),
        BuildWall("costrow", "projection"),
        BuildWall("invoiceexport", "vendor"),
        BuildWall("invoiceline", "projection"),
    ]
