"""Models of which nobody knows yet what they are."""
