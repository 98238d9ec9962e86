"""The demonstration: an invented world of real models, the same for the same seed."""
