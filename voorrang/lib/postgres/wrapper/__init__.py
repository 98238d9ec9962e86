"""Django's connection to PostgreSQL, with a health check that costs no statement."""
