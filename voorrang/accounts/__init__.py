"""Customers, their affiliates, sites and helpdesks; the vendor's people; PINs and tokens."""
