"""Contracts: what was bought, and bringing it into force."""
