"""The order desk: what a customer asks to buy, and whether it may."""
