"""What the vendor has told this customer of changes."""
