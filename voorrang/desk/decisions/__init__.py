"""Recorded decisions: read, explain, replay; what named people decide about them."""
