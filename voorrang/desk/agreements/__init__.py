"""Agreements at the desk: drafted, signed for the vendor, compared, ended."""
