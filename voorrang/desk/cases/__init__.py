"""One case: its page, and what the vendor's people do with it."""
