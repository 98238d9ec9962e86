"""The programme as a page: what each tier includes, with every clause, reading and setting behind it."""
