"""A demo world that is laid in seconds and yet shows one of everything: three customers of it, the hospitals cut to size."""

from voorrang.demo.customers import CUSTOMERS

_WHOLE = {one.code: one for one in CUSTOMERS}

SMALL = [
    _WHOLE["GELD"],
    _WHOLE["FJOR"],
    # Printers alone reach the tier's minimum of 1,000.
    _WHOLE["ALMA"]._replace(pcs=30, printers=1_060, yearly_cases=0.02),
]
"""One in force with a year of cases, one in activation, one with a manager, an agreement, a cost and a hold."""
