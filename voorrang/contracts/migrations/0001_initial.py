"""The first tables of this floor, with their walls."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import voorrang.contracts.models.orders
import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="InternalTarget",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("programme", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=16)),
                ("tier", models.CharField(blank=True, max_length=32)),
                ("impact", models.CharField(blank=True, max_length=16)),
                ("seconds", models.PositiveIntegerField()),
                ("calendar_key", models.CharField(blank=True, max_length=48)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Agreement",
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
                ("version", models.PositiveIntegerField(default=1)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Contract",
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
                ("purchased_at", models.DateTimeField()),
                ("terms_hash", models.CharField(max_length=64)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ActivationStep",
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
                ("key", models.CharField(max_length=48)),
                ("owner_role", models.CharField(max_length=32)),
                ("due_at", models.DateTimeField()),
                ("remind_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.UUIDField(null=True)),
                (
                    "contract",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Activation",
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
                ("activated_at", models.DateTimeField()),
                ("activated_by", models.UUIDField()),
                (
                    "contract",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ContractCounter",
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
            name="ContractScope",
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
                ("scope", models.CharField(max_length=32, verbose_name="scope")),
                ("tier", models.CharField(max_length=32, verbose_name="tier")),
                ("article", models.CharField(max_length=32, verbose_name="article number")),
                ("quantity", models.PositiveIntegerField(verbose_name="quantity")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "contract",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Assessment",
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
                ("basis", models.CharField(max_length=16)),
                ("qualifies", models.BooleanField()),
                ("assessed_at", models.DateTimeField()),
                ("counts", models.JSONField()),
                ("ways", models.JSONField()),
                ("reasons", models.JSONField()),
                (
                    "contract_scope",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contractscope",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Estimate",
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
                ("kind", models.CharField(max_length=16, verbose_name="kind")),
                ("commercial", models.BooleanField(verbose_name="commercial")),
                ("count", models.PositiveIntegerField(verbose_name="count")),
                ("stated_at", models.DateTimeField()),
                ("stated_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Order",
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
                ("placed_at", models.DateTimeField()),
                ("starts_at", models.DateTimeField()),
                ("accepted", models.BooleanField()),
                ("reasons", models.JSONField(default=list)),
                ("terms_hash", models.CharField(max_length=64)),
                ("coverage_hash", models.CharField(max_length=64)),
                ("readings_hash", models.CharField(max_length=64)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="contract",
            name="order",
            field=voorrang.lib.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contracts.order",
            ),
        ),
        migrations.CreateModel(
            name="OrderLine",
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
                ("article", models.CharField(max_length=32, verbose_name="article number")),
                ("quantity", models.PositiveIntegerField(verbose_name="quantity")),
                ("tier", models.CharField(blank=True, max_length=32)),
                ("scopes", models.JSONField(default=list)),
                ("term_years", models.PositiveSmallIntegerField(null=True)),
                (
                    "order",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.order",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Promise",
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
                ("impact", models.CharField(blank=True, max_length=16)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("seconds", models.PositiveIntegerField()),
                ("calendar_key", models.CharField(blank=True, max_length=48)),
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
            name="SupportCalendar",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("key", models.CharField(max_length=48)),
                ("version", models.PositiveIntegerField()),
                ("zone", models.CharField(max_length=64)),
                ("weekly", models.JSONField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key", "version"), name="contracts_calendar_version")],
            },
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                fields=("customer", "number", "version"), name="contracts_agreement_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="activationstep",
            constraint=models.UniqueConstraint(fields=("customer", "contract", "key"), name="contracts_step_key"),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=models.UniqueConstraint(fields=("customer", "contract"), name="contracts_activated_once"),
        ),
        migrations.AddConstraint(
            model_name="contractcounter",
            constraint=models.UniqueConstraint(fields=("customer",), name="contracts_counter_one"),
        ),
        migrations.AddConstraint(
            model_name="contractscope",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("customer", "="),
                    ("scope", "="),
                    (
                        voorrang.contracts.models.orders.TsTzRange(
                            "starts_at", "ends_at", django.contrib.postgres.fields.ranges.RangeBoundary()
                        ),
                        "&&",
                    ),
                ],
                name="contracts_scope_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractscope",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="contracts_scope_period"
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["customer", "contract_scope", "-assessed_at"], name="contracts_assessed"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(fields=("customer", "number"), name="contracts_order_number"),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(fields=("customer", "number"), name="contracts_contract_number"),
        ),
        BuildWall("order"),
        BuildWall("contract"),
        BuildWall("activation"),
        BuildWall("activationstep"),
        BuildWall("agreement"),
        BuildWall("promise"),
        BuildWall("estimate"),
        BuildWall("contractscope"),
        BuildWall("assessment"),
        BuildWall("contractcounter"),
        BuildWall("orderline"),
    ]
