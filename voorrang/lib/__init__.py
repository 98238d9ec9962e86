"""What every floor stands on: tenancy, ids, time, numbers, jobs. No domain words here."""
