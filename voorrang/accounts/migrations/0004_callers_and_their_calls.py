"""Who was on the list of callers when, who called, who waits for the lead's word, and how often PINs change."""

import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import AddCompositeKey, BuildWall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_open_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="helpdesk",
            field=voorrang.lib.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.helpdesk",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="warned_days",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="pin",
            name="last_used_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="pin",
            name="reminded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Call",
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
                ("called_at", models.DateTimeField()),
                ("name", models.CharField(blank=True, max_length=120)),
                ("number", models.CharField(blank=True, max_length=40)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("verified", "PIN verified"),
                            ("revoked", "PIN no longer valid"),
                            ("entitled", "Support given"),
                            ("conditional", "On condition"),
                            ("chargeable", "Chargeable"),
                            ("base_warranty", "Base warranty"),
                            ("refused", "Refused"),
                        ],
                        max_length=16,
                    ),
                ),
                ("taken_by", models.UUIDField(null=True)),
                ("decision_id", models.UUIDField(null=True)),
                ("case_id", models.UUIDField(null=True)),
                ("case_number", models.CharField(blank=True, max_length=32)),
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
                    "helpdesk",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.helpdesk",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Admission",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("number", models.CharField(max_length=40, verbose_name="phone")),
                ("reason", models.CharField(max_length=500, verbose_name="why")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.UUIDField(null=True)),
                ("expires_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("approved", "approved"), ("declined", "declined"), ("lapsed", "no answer in time")],
                        max_length=16,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                ("answer_reason", models.CharField(blank=True, max_length=500)),
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
                    "helpdesk",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.helpdesk",
                    ),
                ),
                (
                    "call",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.call",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ContactImport",
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
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.UUIDField(null=True)),
                ("rows", models.PositiveIntegerField()),
                ("new", models.PositiveIntegerField()),
                ("changed", models.PositiveIntegerField()),
                ("unchanged", models.PositiveIntegerField()),
                ("ended", models.PositiveIntegerField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ContactImportLine",
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
                        choices=[("new", "new"), ("changed", "changed"), ("ended", "removed")], max_length=8
                    ),
                ),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "batch",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.contactimport",
                    ),
                ),
                (
                    "contact",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.contact",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ContactUpload",
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
                ("content", models.BinaryField()),
                ("ends_missing", models.BooleanField(default=False)),
                ("invites", models.BooleanField(default=False)),
                ("uploaded_at", models.DateTimeField()),
                ("uploaded_by", models.UUIDField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ContactVersion",
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
                    "standing",
                    models.CharField(
                        choices=[
                            ("helpdesk", "Helpdesk staff"),
                            ("partner", "Partner's helpdesk staff"),
                            ("end_user", "End user"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("own", "Own cases"),
                            ("site", "One site"),
                            ("country", "One country"),
                            ("all", "The whole customer"),
                        ],
                        max_length=16,
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(null=True)),
                (
                    "contact",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.contact",
                    ),
                ),
                (
                    "helpdesk",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.helpdesk",
                    ),
                ),
                (
                    "partner",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.partner",
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
            name="PinPlan",
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
                ("every_months", models.PositiveSmallIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["customer", "-called_at"], name="accounts_call_time"),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "")), fields=("customer", "number"), name="accounts_admission_open"
            ),
        ),
        migrations.AddIndex(
            model_name="contactimportline",
            index=models.Index(fields=["customer", "batch"], name="accounts_import_line"),
        ),
        migrations.AddIndex(
            model_name="contactversion",
            index=models.Index(fields=["customer", "contact", "starts_at"], name="accounts_version_contact"),
        ),
        migrations.AddConstraint(
            model_name="contactversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_at__isnull", True)),
                fields=("customer", "contact"),
                name="accounts_version_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="pinplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_at__isnull", True)), fields=("customer",), name="accounts_pin_plan_open"
            ),
        ),
        AddCompositeKey("contact", "helpdesk"),
        BuildWall("call"),
        BuildWall("admission"),
        BuildWall("contactimport"),
        BuildWall("contactimportline"),
        BuildWall("contactupload"),
        BuildWall("contactversion"),
        BuildWall("pinplan"),
    ]
