"""Orders, contracts and what they cover, activation, eligibility, agreements."""
