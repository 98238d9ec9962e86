"""Moving in: customers, people, contracts and agreements from elsewhere."""
