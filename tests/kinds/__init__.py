"""How well the kind of a machine is found: 400 real rows, drawn at random and labelled by hand before any rule was written.

Rows with an even number are for working on the rules; the odd ones are held out and only counted.
"""
