"""Tags that only the portal needs."""
