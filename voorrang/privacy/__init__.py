"""What is personal, how long it is kept, and how it goes: data map, retention, erasure, legal hold, a person's export."""
