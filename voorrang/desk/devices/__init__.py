"""Devices of a customer, what covers them, and serial numbers that nobody knows."""
