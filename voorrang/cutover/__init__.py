"""Cut-over: a vendor moves in with the customers, people, contracts and agreements that it has elsewhere."""
