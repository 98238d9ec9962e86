"""Quotes at the desk: made by sales, judged like an order, sent, and answered."""
