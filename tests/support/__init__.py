"""What tests stand on: the database plugin and the standing cast."""
