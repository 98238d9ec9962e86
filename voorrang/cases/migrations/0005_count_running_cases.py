"""Count the running cases by an index alone, without a look at a million rows' pages."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0004_files_of_cases")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(
                fields=["owner", "due_at"],
                include=["customer", "id"],
                condition=~models.Q(status__in=["closed", "resolved"]),
                name="cases_queue_running",
            ),
        ),
        migrations.RemoveIndex(model_name="queuerow", name="cases_queue_owner"),
    ]
