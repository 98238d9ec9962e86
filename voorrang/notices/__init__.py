"""What a change of the programme means to whom, and the notices that tell the customers of it."""
