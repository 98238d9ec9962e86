"""Cases, their append-only events, milestones and the queue."""
