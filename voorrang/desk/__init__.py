"""The desk: where the vendor's people work."""
