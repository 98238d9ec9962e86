"""Quotes with their answers, what happens to a contract later, and the pipeline of renewals over all customers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import voorrang.lib.ids
import voorrang.lib.tenancy.models
from voorrang.lib.tenancy.operations import BuildWall

# What lies in the database already ends some day too: one row a contract, for its first end. A later run of the actions
# writes the same row; 90 days before is when the sweep first looks at it.
FILL = """
INSERT INTO contracts_renewalrow
    (id, customer_id, contract_id, number, tier, scopes, quantity, ends_at, state, lost_reason, remind_at)
SELECT c.id, c.customer_id, c.id, c.number, (array_agg(s.tier ORDER BY s.ends_at, s.scope))[1],
    jsonb_agg(s.scope ORDER BY s.scope), max(s.quantity), min(s.ends_at), 'open', '', min(s.ends_at) - interval '90 days'
FROM contracts_contract c
JOIN contracts_contractscope s ON s.customer_id = c.customer_id AND s.contract_id = c.id
GROUP BY c.customer_id, c.id, c.number
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("contracts", "0002_due_reminder"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="contractscope",
            name="agreed_ends_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Quote",
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
                            ("new", "New contract"),
                            ("renewal", "Renewal"),
                            ("upgrade", "Upgrade"),
                            ("true_up", "True-up"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("number", models.CharField(max_length=32, verbose_name="number")),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField(null=True)),
                ("valid_until", models.DateTimeField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("country", models.CharField(max_length=2)),
                ("currency", models.CharField(max_length=3)),
                ("stands", models.BooleanField()),
                ("reasons", models.JSONField(default=list)),
                ("terms_hash", models.CharField(max_length=64)),
                ("coverage_hash", models.CharField(max_length=64)),
                ("readings_hash", models.CharField(max_length=64)),
                (
                    "contract",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
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
            name="QuoteAnswer",
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
                    models.CharField(choices=[("accepted", "accepted"), ("declined", "declined")], max_length=16),
                ),
                ("reason", models.CharField(blank=True, max_length=32)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField()),
                ("answered_by", models.UUIDField(null=True)),
                (
                    "order",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.order",
                    ),
                ),
                (
                    "quote",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.quote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="QuoteLine",
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
                ("price", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                (
                    "quote",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.quote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="QuoteSending",
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
                ("sent_at", models.DateTimeField()),
                ("sent_by", models.UUIDField(null=True)),
                (
                    "quote",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.quote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Renewal",
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
                ("next_step", models.CharField(blank=True, max_length=120, verbose_name="next step")),
                ("next_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("told_stage", models.PositiveSmallIntegerField(null=True)),
                ("lost_reason", models.CharField(blank=True, max_length=32)),
                ("lost_at", models.DateTimeField(null=True)),
                ("lost_by", models.UUIDField(null=True)),
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
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="RenewalRow",
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
                ("contract_id", models.UUIDField(unique=True)),
                ("number", models.CharField(max_length=32)),
                ("tier", models.CharField(max_length=32)),
                ("scopes", models.JSONField(default=list)),
                ("quantity", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("lost", "lost"), ("renewed", "renewed")], max_length=16
                    ),
                ),
                ("next_on", models.DateField(null=True)),
                ("lost_reason", models.CharField(blank=True, max_length=32)),
                ("remind_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrueUp",
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
                ("article", models.CharField(max_length=32)),
                ("quantity", models.PositiveIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("added_at", models.DateTimeField()),
                ("added_by", models.UUIDField(null=True)),
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
                (
                    "quote",
                    voorrang.lib.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.quote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Cancellation",
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
                ("reason", models.CharField(max_length=32)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("cancelled_at", models.DateTimeField()),
                ("cancelled_by", models.UUIDField(null=True)),
                ("ends_before", models.JSONField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.UUIDField(null=True)),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("customer", "contract"),
                        name="contracts_cancelled_once",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(fields=("customer", "number"), name="contracts_quote_number"),
        ),
        migrations.AddConstraint(
            model_name="quoteanswer",
            constraint=models.UniqueConstraint(fields=("customer", "quote"), name="contracts_quote_answered_once"),
        ),
        migrations.AddConstraint(
            model_name="quotesending",
            constraint=models.UniqueConstraint(fields=("customer", "quote"), name="contracts_quote_sent_once"),
        ),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=models.UniqueConstraint(fields=("customer", "contract"), name="contracts_renewal_one"),
        ),
        migrations.AddIndex(
            model_name="renewalrow",
            index=models.Index(fields=["state", "ends_at", "id"], name="contracts_renewal_ends"),
        ),
        migrations.AddIndex(
            model_name="renewalrow",
            index=models.Index(fields=["remind_at"], name="contracts_renewal_remind"),
        ),
        BuildWall("quote"),
        BuildWall("quoteline"),
        BuildWall("quotesending"),
        BuildWall("quoteanswer"),
        BuildWall("trueup"),
        BuildWall("cancellation"),
        BuildWall("renewal"),
        BuildWall("renewalrow", "projection"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
