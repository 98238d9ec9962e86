"""The queue over all customers, and one case."""
