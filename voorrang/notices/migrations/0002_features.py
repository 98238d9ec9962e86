"""A change may give or take a feature."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="touch",
            name="kinds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("terms", "bought under the older terms"),
                        ("countries", "has sites or devices in a country that goes"),
                        ("languages", "uses a language that goes"),
                        ("hours", "uses a language whose hours change"),
                        ("markets", "has devices in a market that changes"),
                        ("features", "gets or loses a feature"),
                        ("eligibility", "reaches its minimum otherwise"),
                        ("decisions", "would be answered otherwise"),
                    ],
                    max_length=16,
                ),
                default=list,
            ),
        ),
    ]
