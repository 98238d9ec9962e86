"""What the fleet needs to be true and audited: sources and steps of imports, kinds, sightings, look-ups, audits, views."""

import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import AddCompositeKey, BuildWall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_callers_and_their_calls"),
        ("installed_base", "0003_fleet_upload"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="device",
            name="installed_device_identity",
        ),
        migrations.RemoveConstraint(
            model_name="product",
            name="installed_product_number",
        ),
        # Their bytes lay in the row; whoever waits sends the file again.
        migrations.RunSQL("DELETE FROM installed_base_fleetupload", migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="fleetupload",
            name="content",
        ),
        migrations.AddField(
            model_name="cover",
            name="reference",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
        migrations.AddField(
            model_name="cover",
            name="response",
            field=models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="response"),
        ),
        migrations.AddField(
            model_name="cover",
            name="source",
            field=models.CharField(
                choices=[("list", "A list"), ("vendor", "The vendor's look-up"), ("hand", "A named person")],
                db_default="list",
                default="list",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="device",
            name="base_number",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("product_number"), models.Value("#"), models.Value(1), function="SPLIT_PART"
                ),
                output_field=models.CharField(max_length=64, verbose_name="base product number"),
            ),
        ),
        migrations.AddField(
            model_name="device",
            name="completed_by",
            field=voorrang.lib.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="installed_base.import",
            ),
        ),
        migrations.AddField(
            model_name="deviceversion",
            name="bios_version",
            field=models.CharField(db_default="", default="", max_length=64, verbose_name="BIOS version"),
        ),
        migrations.AddField(
            model_name="deviceversion",
            name="ended_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gone", "Missing from a full list"),
                    ("retired", "Taken out of use"),
                    ("moved", "Handed over"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="deviceversion",
            name="kind_from",
            field=models.CharField(
                choices=[
                    ("told", "The list says so"),
                    ("rule", "Derived from the model"),
                    ("ruling", "Settled by an operator"),
                ],
                db_default="told",
                default="told",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="compared_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="confirmed_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="digest",
            field=models.CharField(db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="is_full_list",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="mapping",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="outcome",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="outcome_file",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="read_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="size",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="fleetupload",
            name="source",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="import",
            name="gone",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="import",
            name="is_full_list",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="import",
            name="moved",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="import",
            name="origin",
            field=models.CharField(
                choices=[
                    ("page", "Page"),
                    ("api", "API"),
                    ("command", "Command"),
                    ("folder", "Watched folder"),
                    ("ruling", "Kind settled"),
                    ("lookup", "Vendor's look-up"),
                    ("move", "Handed over"),
                ],
                db_default="page",
                default="page",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="source",
            field=models.CharField(db_default="own", default="own", max_length=32),
        ),
        migrations.AddField(
            model_name="product",
            name="note",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="product",
            name="settled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="product",
            name="settled_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="product",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="deviceversion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("desktop", "Desktop"),
                    ("laptop", "Laptop"),
                    ("workstation", "Workstation"),
                    ("retail_pos", "Retail point of sale"),
                    ("thin_client", "Thin client"),
                    ("printer", "Printer"),
                    ("monitor", "Monitor"),
                    ("other", "Other"),
                    ("unknown", "Not known yet"),
                ],
                max_length=16,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="product",
            name="base_number",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="product",
            name="kind",
            field=models.CharField(
                choices=[
                    ("desktop", "Desktop"),
                    ("laptop", "Laptop"),
                    ("workstation", "Workstation"),
                    ("retail_pos", "Retail point of sale"),
                    ("thin_client", "Thin client"),
                    ("printer", "Printer"),
                    ("monitor", "Monitor"),
                    ("other", "Other"),
                    ("unknown", "Not known yet"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.UniqueConstraint(
                fields=("customer", "serial", "maker", "base_number"), name="installed_device_identity"
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("maker", "base_number", "name"),
                name="installed_product_number",
            ),
        ),
        migrations.CreateModel(
            name="FleetAudit",
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
                ("number", models.PositiveIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.UUIDField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("population_at", models.DateTimeField()),
                ("population", models.PositiveIntegerField()),
                ("population_digest", models.CharField(max_length=64)),
                ("seed", models.CharField(max_length=64)),
                ("confidence", models.DecimalField(decimal_places=4, max_digits=5)),
                ("margin", models.DecimalField(decimal_places=4, max_digits=5)),
                ("strata", models.JSONField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AuditItem",
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
                    "audit",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="installed_base.fleetaudit",
                    ),
                ),
                (
                    "device",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="installed_base.device",
                    ),
                ),
                ("stratum", models.CharField(max_length=120)),
                ("place", models.PositiveIntegerField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AuditEvidence",
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
                    "item",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="installed_base.audititem",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agent", "Seen by the inventory agent"),
                            ("site", "Confirmed by the site"),
                            ("case", "Named in a case"),
                            ("photo", "Photo, for a dispute"),
                            ("desk", "Decided by the auditor"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_there", models.BooleanField()),
                ("found_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(null=True)),
                ("note", models.TextField(blank=True)),
                ("reference", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AuditClosure",
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
                    "audit",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closures",
                        to="installed_base.fleetaudit",
                    ),
                ),
                ("closed_at", models.DateTimeField()),
                ("closed_by", models.UUIDField(null=True)),
                ("confirmed", models.PositiveIntegerField()),
                ("refuted", models.PositiveIntegerField()),
                ("missing", models.PositiveIntegerField()),
                ("low", models.PositiveIntegerField()),
                ("estimate", models.PositiveIntegerField()),
                ("high", models.PositiveIntegerField()),
                ("verdicts", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="SiteLink",
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
                    "audit",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="installed_base.fleetaudit",
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
                ("token_hash", models.CharField(max_length=64)),
                ("sent_to", models.EmailField(max_length=254)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField(null=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="BaseWarning",
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
                ("scope", models.CharField(max_length=24)),
                ("tier", models.CharField(max_length=24)),
                ("falls_on", models.DateField()),
                ("at_least", models.PositiveIntegerField()),
                ("left", models.PositiveIntegerField()),
                ("warned_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="SavedMapping",
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
                ("name", models.CharField(max_length=80)),
                ("mapping", models.JSONField()),
                ("header_digest", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="SavedView",
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
                ("name", models.CharField(max_length=80)),
                ("query", models.CharField(max_length=2000)),
                ("owner_id", models.UUIDField()),
                ("is_shared", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Sighting",
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
                    "device",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="installed_base.device",
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                ("source", models.CharField(max_length=24)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="VendorAnswer",
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
                    "device",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="installed_base.device",
                    ),
                ),
                ("gateway", models.CharField(max_length=16)),
                ("asked_at", models.DateTimeField()),
                ("is_known", models.BooleanField()),
                ("answer", models.JSONField(default=list)),
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
            name="UnsettledModel",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("customer_id", models.UUIDField()),
                ("maker", models.CharField(max_length=64)),
                ("base_number", models.CharField(blank=True, max_length=64)),
                ("model", models.CharField(blank=True, max_length=160)),
                ("devices", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("from_customer_id", models.UUIDField()),
                ("from_device_id", models.UUIDField()),
                ("to_customer_id", models.UUIDField(null=True)),
                ("to_device_id", models.UUIDField(null=True)),
                ("reason", models.CharField(max_length=24)),
                ("handed_over_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="unsettledmodel",
            constraint=models.UniqueConstraint(
                fields=("customer_id", "maker", "base_number", "model"), name="installed_unsettled_model"
            ),
        ),
        migrations.AddIndex(
            model_name="auditevidence",
            index=models.Index(fields=["customer", "item"], name="installed_audit_evidence"),
        ),
        migrations.AddConstraint(
            model_name="basewarning",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)),
                fields=("customer", "scope", "tier"),
                name="installed_warning_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="fleetaudit",
            constraint=models.UniqueConstraint(fields=("customer", "number"), name="installed_audit_number"),
        ),
        migrations.AddIndex(
            model_name="audititem",
            index=models.Index(fields=["customer", "audit", "place"], name="installed_audit_item_place"),
        ),
        migrations.AddConstraint(
            model_name="audititem",
            constraint=models.UniqueConstraint(fields=("customer", "audit", "device"), name="installed_audit_item"),
        ),
        migrations.AddConstraint(
            model_name="auditclosure",
            constraint=models.UniqueConstraint(fields=("customer", "audit"), name="installed_audit_closed_once"),
        ),
        migrations.AddConstraint(
            model_name="savedmapping",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_at__isnull", True)),
                fields=("customer", "name"),
                name="installed_mapping_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("customer", "owner_id", "name"), name="installed_view_name"),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.UniqueConstraint(fields=("customer", "device"), name="installed_sighting_device"),
        ),
        migrations.AddConstraint(
            model_name="sitelink",
            constraint=models.UniqueConstraint(fields=("customer", "token_hash"), name="installed_site_link"),
        ),
        migrations.AddConstraint(
            model_name="vendoranswer",
            constraint=models.UniqueConstraint(
                fields=("customer", "device", "gateway"), name="installed_answer_device"
            ),
        ),
        migrations.DeleteModel(
            name="ImportRow",
        ),
        BuildWall("fleetaudit"),
        BuildWall("audititem"),
        BuildWall("auditevidence"),
        BuildWall("auditclosure"),
        BuildWall("sitelink"),
        BuildWall("basewarning"),
        BuildWall("savedmapping"),
        BuildWall("savedview"),
        BuildWall("sighting"),
        BuildWall("vendoranswer"),
        BuildWall("unsettledmodel", "projection"),
        BuildWall("handover", "vendor"),
        AddCompositeKey("device", "completed_by"),
    ]
