"""An import can be undone: what it superseded is known, and when it was undone."""

from django.db import migrations, models

from voorrang.lib.tenancy import TenantForeignKey
from voorrang.lib.tenancy.operations import AddCompositeKey


def _superseded_by() -> TenantForeignKey:
    return TenantForeignKey(
        db_constraint=False,
        db_index=False,
        null=True,
        on_delete=models.deletion.PROTECT,
        related_name="+",
        to="installed_base.import",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("installed_base", "0001_initial"),
    ]

    operations = [
        migrations.AddField(model_name="import", name="undone_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="import", name="undone_by", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="cover", name="superseded_by", field=_superseded_by()),
        migrations.AddField(model_name="deviceversion", name="superseded_by", field=_superseded_by()),
        AddCompositeKey("cover", "superseded_by"),
        AddCompositeKey("deviceversion", "superseded_by"),
    ]
