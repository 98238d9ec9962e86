"""Agreements in the portal: read, signed for the customer, downloaded."""
