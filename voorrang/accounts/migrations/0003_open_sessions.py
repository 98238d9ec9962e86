"""Where people are signed in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import voorrang.lib.ids


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sign_in_and_provisioning"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenSession",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("agent", models.CharField(blank=True, max_length=300)),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "-seen_at"], name="accounts_session_user")],
            },
        ),
    ]
