"""The queue over all customers."""
