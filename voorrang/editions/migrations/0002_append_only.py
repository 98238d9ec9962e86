"""What was bought is frozen: the application adds editions, and never changes or removes one."""

from django.db import migrations

from voorrang.lib.tenancy.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_initial")]

    operations = [AppendOnly("edition")]
