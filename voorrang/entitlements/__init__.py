"""Recorded decisions with their facts, so that each can be explained and replayed."""
