"""Outside services: one folder each, with an interface, the real one and a console."""
