"""Customers: who they are, their people and keys, and who of us is theirs."""
