"""What changes in the programme: for whom, by which reading, and who is told."""
