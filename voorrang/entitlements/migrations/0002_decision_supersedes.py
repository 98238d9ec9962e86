"""A choice of a named person makes a decision that takes the place of another."""

from django.db import migrations, models

from voorrang.lib.tenancy import TenantForeignKey
from voorrang.lib.tenancy.operations import AddCompositeKey


class Migration(migrations.Migration):
    dependencies = [
        ("entitlements", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="supersedes",
            field=TenantForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="entitlements.decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes__isnull", False)),
                fields=("customer", "supersedes"),
                name="entitlements_superseded_once",
            ),
        ),
        AddCompositeKey("decision", "supersedes"),
    ]
