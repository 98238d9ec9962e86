"""Writing estimates, consents, charges, settlements and exports. Each action runs in the caller's transaction."""
