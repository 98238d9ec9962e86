"""What the customer bought, and the last evidence of each feature."""
