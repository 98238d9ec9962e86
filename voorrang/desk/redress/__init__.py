"""Decisions that would come out differently now, over all customers: look at them, and make them good."""
