"""The customer's trail, for its auditors and leads."""
