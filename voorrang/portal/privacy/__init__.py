"""What is held about the reader, and a lead's request to erase somebody."""
