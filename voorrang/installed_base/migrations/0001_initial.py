"""The first tables of this floor, with their walls."""

import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
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
                ("maker", models.CharField(max_length=64, verbose_name="maker")),
                ("serial", models.CharField(max_length=64, verbose_name="serial number")),
                ("product_number", models.CharField(max_length=64, verbose_name="product number")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Import",
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
                ("file_name", models.CharField(max_length=255)),
                ("digest", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.UUIDField(null=True)),
                ("rows", models.PositiveIntegerField()),
                ("new", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("covers", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="DeviceVersion",
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
                ("model", models.CharField(max_length=160, verbose_name="model")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("desktop", "Desktop"),
                            ("laptop", "Laptop"),
                            ("workstation", "Workstation"),
                            ("retail_pos", "Retail point of sale"),
                            ("thin_client", "Thin client"),
                            ("printer", "Printer"),
                            ("monitor", "Monitor"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("commercial", models.BooleanField(verbose_name="commercial")),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                ("sold_by_vendor", models.BooleanField(default=True)),
                ("purchased_date", models.DateField(null=True)),
                ("valid_from", models.DateTimeField()),
                ("valid_until", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
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
                    "device",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="installed_base.device",
                    ),
                ),
                (
                    "host",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="installed_base.device",
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
                (
                    "batch",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="installed_base.import",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Cover",
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
                            ("warranty", "Warranty"),
                            ("care_pack", "Care Pack"),
                            ("service_contract", "Service contract"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=120, verbose_name="level")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "device",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="installed_base.device",
                    ),
                ),
                (
                    "batch",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="installed_base.import",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
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
                ("line", models.PositiveIntegerField()),
                ("data", models.JSONField()),
                (
                    "batch",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="installed_base.import",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("maker", models.CharField(max_length=64)),
                ("base_number", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("desktop", "Desktop"),
                            ("laptop", "Laptop"),
                            ("workstation", "Workstation"),
                            ("retail_pos", "Retail point of sale"),
                            ("thin_client", "Thin client"),
                            ("printer", "Printer"),
                            ("monitor", "Monitor"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("commercial", models.BooleanField()),
                ("platform_ids", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("maker", "base_number"), name="installed_product_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="UnknownSerial",
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
                ("country", models.CharField(blank=True, max_length=2)),
                ("asked_at", models.DateTimeField()),
                ("reconciled_at", models.DateTimeField(null=True)),
                ("reconciled_by", models.UUIDField(null=True)),
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
        migrations.AddConstraint(
            model_name="device",
            constraint=models.UniqueConstraint(
                fields=("customer", "serial", "maker", "product_number"), name="installed_device_identity"
            ),
        ),
        migrations.AddIndex(
            model_name="deviceversion",
            index=models.Index(fields=["customer", "device", "valid_from"], name="installed_version_device"),
        ),
        migrations.AddIndex(
            model_name="deviceversion",
            index=models.Index(
                condition=models.Q(("superseded_at__isnull", True), ("valid_until__isnull", True)),
                fields=["customer", "country", "kind"],
                name="installed_version_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="deviceversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True), ("valid_until__isnull", True)),
                fields=("customer", "device"),
                name="installed_version_current",
            ),
        ),
        migrations.AddIndex(
            model_name="cover",
            index=models.Index(fields=["customer", "device", "ends_at"], name="installed_cover_device"),
        ),
        migrations.AddIndex(
            model_name="cover",
            index=models.Index(fields=["customer", "ends_at"], name="installed_cover_end"),
        ),
        migrations.AddConstraint(
            model_name="cover",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="installed_cover_period"
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["customer", "batch", "line"], name="installed_row_line"),
        ),
        migrations.AddConstraint(
            model_name="unknownserial",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reconciled_at__isnull", True)),
                fields=("customer", "serial"),
                name="installed_unknown_open",
            ),
        ),
        BuildWall("device"),
        BuildWall("import"),
        BuildWall("cover"),
        BuildWall("deviceversion"),
        BuildWall("unknownserial"),
        BuildWall("importrow"),
    ]
