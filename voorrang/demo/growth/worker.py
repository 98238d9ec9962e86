"""`python -m voorrang.demo.growth.worker`: grows one customer after the other, as the parent names them.

Each line of stdin is a customer's rank. Each line of stdout is what was done: devices and cases, or `done` after a customer.
"""

import signal
import sys


def main() -> None:
    """Work until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password

    from voorrang.demo.growth.customer import grow_customer
    from voorrang.demo.growth.office import agents, programme_of
    from voorrang.demo.growth.plan import read_growth
    from voorrang.demo.people import PASSWORD

    growth = read_growth()
    if growth is None:
        sys.exit("Nothing is planned.")
    programme = programme_of(growth.anchor)
    everybody, hashed = agents(), make_password(PASSWORD)
    for line in sys.stdin:
        grow_customer(growth, growth.customers[int(line)], programme, everybody, hashed, _say)
        _say("done")


def _say(*done: object) -> None:
    sys.stdout.write(" ".join(map(str, done)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
