"""A fleet file waits, behind the wall, between its dry run and its confirmation."""

import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
from voorrang.lib.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("installed_base", "0002_undo_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="FleetUpload",
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
                ("create_places", models.BooleanField(default=False)),
                ("uploaded_at", models.DateTimeField()),
                ("uploaded_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        BuildWall("fleetupload"),
    ]
