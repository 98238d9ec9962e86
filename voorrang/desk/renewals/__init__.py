"""The renewal pipeline: what ends, whose it is, what comes next."""
