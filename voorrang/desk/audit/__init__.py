"""The trails, for the vendor's auditors and operators."""
