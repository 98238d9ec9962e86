"""Privacy for operators: holds, erasures, retention, and the data map."""
