"""What a customer has bought, feature by feature, and the last evidence of each. It has no tables: evidence lies where it arises."""
