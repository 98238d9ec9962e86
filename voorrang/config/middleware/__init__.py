"""What every request passes, from the outside in: limits, one transaction, the visitor, permission, idempotency."""
