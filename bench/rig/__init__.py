"""What the benches share: an own database, a small world, servers side by side, a load from another process."""
