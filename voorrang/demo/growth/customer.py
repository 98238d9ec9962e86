"""One grown customer from wherever it stands to its plan: each step is a transaction, and none is done twice."""

from collections.abc import Callable
from uuid import UUID

from django.db import connection, transaction

from voorrang.accounts.models import Customer, User
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.cases.models import CaseCounter
from voorrang.cases.numbers import take_numbers
from voorrang.demo.growth.copies import copies, read_told
from voorrang.demo.growth.estate import draw_estate, lay_estate, people_of, sites
from voorrang.demo.growth.fleet import Fleet, add_devices, lay_import, stage_fleet
from voorrang.demo.growth.office import Agents
from voorrang.demo.growth.plan import GrownCustomer, Growth
from voorrang.demo.growth.told import tell_cases
from voorrang.demo.growth.writing import stage_told, write_copies
from voorrang.demo.household import Household
from voorrang.demo.people import DemoCustomer
from voorrang.demo.world import gather_statistics
from voorrang.gateways.mail import no_mail
from voorrang.installed_base.actions import confirm_eligibility
from voorrang.installed_base.models import Cover, Device, DeviceVersion, Import
from voorrang.lib.ids import ids_drawn_from
from voorrang.lib.tenancy import customer_selected, on_side
from voorrang.rules.programme import Programme

DEVICES_AT_ONCE = 20_000
CASES_AT_ONCE = 2_000
FLEET_TABLES = tuple(model._meta.db_table for model in (Device, DeviceVersion, Cover))

type Tell = Callable[[int, int], None]


def grow_customer(
    growth: Growth, customer: GrownCustomer, programme: Programme, agents: Agents, hashed: str, tell: Tell
) -> None:
    """Bring one customer up to its plan. `tell` hears of so many more devices and cases, those found there too."""
    shape, fleet = draw_estate(growth, customer)
    with no_mail():
        row = Customer.objects.filter(code=customer.code).first()
        if row is None:
            with transaction.atomic(), on_side("vendor"):
                seller = Actor(kind="user", id=agents[0][0], side="vendor", role="sales")
                row = lay_estate(shape, fleet, programme, seller, hashed)
        _grow_fleet(fleet, row.id, tell)
        # Fleets alike come after one another: the planner needs to be told of the first, and then more and more seldom.
        if customer.index & (customer.index - 1) == 0:
            gather_statistics(*FLEET_TABLES)
        _grow_cases(fleet, row.id, shape, programme, agents, tell)


def _grow_fleet(fleet: Fleet, customer_id: UUID, tell: Tell) -> None:
    wanted = fleet.customer.devices
    with transaction.atomic(), on_side("vendor"), customer_selected(customer_id):
        there = Device.objects.count()
        places = {code: (site.affiliate_id, site.id) for code, site in sites().items()}
        stage_fleet(fleet, places)
        was_confirmed = Import.objects.filter(id=fleet.import_id, new=wanted).exists()
    tell(there, 0)
    for begin in range(there, wanted, DEVICES_AT_ONCE):
        end = min(wanted, begin + DEVICES_AT_ONCE)
        with transaction.atomic(), on_side("vendor"), customer_selected(customer_id):
            _wait_for_no_disk()
            if begin == 0:
                lay_import(fleet, customer_id, 0)
            add_devices(fleet, customer_id, begin, end)
        tell(end - begin, 0)
    if was_confirmed:
        return
    key = f"{fleet.key}confirmed/{wanted}"
    with (
        transaction.atomic(),
        on_side("vendor"),
        customer_selected(customer_id),
        ids_drawn_from(key, fleet.imported_at),
    ):
        lay_import(fleet, customer_id, wanted)
        confirm_eligibility(by=SYSTEM, at=fleet.imported_at)


def _grow_cases(
    fleet: Fleet, customer_id: UUID, shape: DemoCustomer, programme: Programme, agents: Agents, tell: Tell
) -> None:
    with transaction.atomic(), on_side("vendor"), customer_selected(customer_id):
        _wait_for_no_disk()
        there = CaseCounter.objects.values_list("last", flat=True).first() or 0
        if not there:
            there = tell_cases(_household(fleet, shape, agents), fleet)
        told = read_told(fleet, programme, customer_id)
        stage_told(customer_id, told)
    tell(0, there)
    for begin in range(there, fleet.customer.cases, CASES_AT_ONCE):
        end = min(fleet.customer.cases, begin + CASES_AT_ONCE)
        with transaction.atomic(), on_side("vendor"), customer_selected(customer_id):
            _wait_for_no_disk()
            take_numbers(customer_id, end - begin)
            write_copies(customer_id, copies(fleet, told, begin - len(told), end - len(told)))
        tell(0, end - begin)


def _household(fleet: Fleet, shape: DemoCustomer, agents: Agents) -> Household:
    anchor = fleet.growth.anchor
    system = Actor(kind="system", id=None, side="customer", role="token")
    staff: dict[str, User] = {}
    return Household(shape, fleet.units, people_of(), None, system, agents, staff, anchor, anchor)


def _wait_for_no_disk() -> None:
    """A crash may lose the last steps of a growth: they are then done again."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
