"""The portal: where the customer's people work."""
