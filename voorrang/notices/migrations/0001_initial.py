"""Comparisons of editions, whom they touch, and the notices that follow."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
from voorrang.lib.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_open_sessions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comparison",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("programme", models.CharField(max_length=64)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("choices", models.JSONField(default=dict)),
                ("starts_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.UUIDField(null=True)),
                ("customers", models.PositiveIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("change", models.CharField(max_length=64)),
                ("language", models.CharField(max_length=16)),
                ("text", models.TextField(verbose_name="text")),
                ("due_at", models.DateTimeField()),
                ("effective_at", models.DateTimeField()),
                ("drafted_at", models.DateTimeField()),
                ("drafted_by", models.UUIDField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by", models.UUIDField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("dropped_by", models.UUIDField(null=True)),
                (
                    "comparison",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notices.comparison",
                    ),
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["approved_at", "dropped_at", "due_at", "id"], name="notices_notice_due")
                ],
                "constraints": [models.UniqueConstraint(fields=("customer", "change"), name="notices_notice_once")],
            },
        ),
        migrations.CreateModel(
            name="Touch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("terms", "bought under the older terms"),
                                ("countries", "has sites or devices in a country that goes"),
                                ("languages", "uses a language that goes"),
                                ("hours", "uses a language whose hours change"),
                                ("markets", "has devices in a market that changes"),
                                ("eligibility", "reaches its minimum otherwise"),
                                ("decisions", "would be answered otherwise"),
                            ],
                            max_length=16,
                        ),
                        default=list,
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("looked_at", models.DateTimeField()),
                (
                    "comparison",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="touches",
                        to="notices.comparison",
                    ),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("comparison", "customer"), name="notices_touched_once")
                ],
            },
        ),
        BuildWall("touch", "projection"),
        BuildWall("notice", "projection"),
    ]
