"""Customers: list, page, and making one with its first place and person."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts import actions
from voorrang.accounts.models import Affiliate, Contact, Customer, CustomerRole, Site
from voorrang.accounts.queries import (
    assignments,
    contacts,
    helpdesks,
    open_invitations,
    open_pin_grants,
    partners,
    pins,
)
from voorrang.contracts.queries import agreements, promises_in_force
from voorrang.desk.choosing import visible_customers
from voorrang.desk.customers.forms import CustomerForm, PlaceForm, default_programme
from voorrang.desk.customers.summary import newest_cases, open_figures, stats
from voorrang.desk.door import opened_customer, programme_sold
from voorrang.desk.queue.views import due_of
from voorrang.entitlements.queries import overrides_in_force
from voorrang.installed_base.queries import open_unknown_serials
from voorrang.lib.clock import now
from voorrang.lib.tenancy import customer_selected
from voorrang.ui.contract_lines import contract_lines
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Search, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb, Fact

CONTACTS_SHOWN = 8


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the customers that the visitor may open, by name."""
    at = now()
    bar = read(request.GET, [Search("q", gettext_lazy("Name or code"))])
    found = visible_customers(request, bar.values.get("q", ""))
    if wants_export(request):
        return _export(found, at)
    sheet = sheet_of(request, found, "name", ngettext_lazy("customer", "customers"))
    figures = open_figures([one.id for one in sheet.rows], at)
    rows = [(customer, figures.get(customer.id)) for customer in sheet.rows]
    return render(request, "desk/customers/list.html", {"bar": bar, "sheet": sheet, "rows": rows})


@require_GET
def show(request: Any, code: str) -> HttpResponse:
    """Show one customer."""
    at = now()
    customer = opened_customer(request, code)
    lines = contract_lines(request, at)
    people = contacts(at)
    context = {
        "customer": customer,
        "crumbs": (Crumb(_("Customers"), reverse("desk:customer-list")), Crumb(customer.code)),
        "stats": stats(request, customer, lines, at),
        "contracts": lines,
        "cases": [(row, due_of(row)) for row in newest_cases(customer, at)],
        "contacts": people[:CONTACTS_SHOWN],
        "contact_count": people.count(),
        "invitations": open_invitations(at),
        "helpdesks": _helpdesks(at),
        "assignments": assignments(customer.id, at),
        "agreements": _agreements(at),
        "affiliates": Affiliate.objects.order_by("name", "id"),
        "sites": Site.objects.select_related("affiliate").order_by("name", "id"),
        "partners": partners(at),
        "facts": [
            Fact(_("Code"), customer.code),
            Fact(_("Head office"), _country(customer.head_office_country, request)),
            Fact(_("Language"), _language(customer.language, request)),
            Fact(_("Customer since"), _day(customer.created_at, request)),
        ],
        "override_count": overrides_in_force(at).count(),
        "serial_count": open_unknown_serials().count(),
    }
    return render(request, "desk/customers/show.html", context)


def create(request: Any) -> HttpResponse:
    """Make a customer with its first affiliate, site and contact, and invite the contact."""
    form = CustomerForm(request.POST or None, programme=programme_sold(), shown_in=language_of(request))
    if request.method == "POST" and form.is_valid():
        customer = _create(request, form.cleaned_data, now())
        if customer is not None:
            messages.success(request, _("%(name)s is a customer now. Next: the order.") % {"name": customer.name})
            return redirect("desk:customer-detail", customer.code)
        form.add_error("code", _("Another customer has this code. Choose another one."))
    status = 422 if request.method == "POST" else 200
    crumbs = (Crumb(_("Customers"), reverse("desk:customer-list")), Crumb(_("New customer")))
    return render(request, "desk/customers/create.html", {"form": form, "crumbs": crumbs}, status=status)


def add_place(request: Any, code: str) -> HttpResponse:
    """Add a site, to an affiliate that is known or to a new one."""
    customer = opened_customer(request, code)
    first = {
        "country": customer.head_office_country,
        "zone": programme_sold().coverage.zones.get(customer.head_office_country),
    }
    form = PlaceForm(request.POST or None, shown_in=language_of(request), initial=first)
    if request.method == "POST" and form.is_valid():
        _add_place(request, form, now())
        messages.success(request, _("%(name)s is added.") % {"name": form.cleaned_data["site_name"]})
        return redirect("desk:customer-detail", customer.code)
    return form_page(request, customer, form, _("Add a site"), _("Add"))


def form_page(request: Any, customer: Customer, form: Any, heading: str, button: str, lead: str = "") -> HttpResponse:
    """Show a form about one customer; as sent, it comes with 422."""
    context = {
        "customer": customer,
        "form": form,
        "heading": heading,
        "button": button,
        "lead": lead,
        "crumbs": (
            Crumb(_("Customers"), reverse("desk:customer-list")),
            Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
            Crumb(heading),
        ),
    }
    return render(request, "desk/customers/form.html", context, status=422 if form.is_bound else 200)


def _create(request: Any, said: dict[str, Any], at: datetime) -> Customer | None:
    """Make everything or nothing; None when somebody took the code meanwhile."""
    by = request.visitor.by
    try:
        with transaction.atomic():
            customer = actions.create_customer(
                code=said["code"],
                name=said["name"],
                head_office_country=said["head_office_country"],
                language=said["language"],
                programme=default_programme(),
                by=by,
                at=at,
            )
    except IntegrityError:
        return None
    with customer_selected(customer.id):
        affiliate = actions.add_affiliate(
            code=said["affiliate_code"], name=said["affiliate_name"], country=said["affiliate_country"], by=by, at=at
        )
        actions.add_site(
            affiliate=affiliate,
            code=said["site_code"],
            name=said["site_name"],
            country=said["affiliate_country"],
            zone=said["zone"],
            by=by,
            at=at,
        )
        actions.add_helpdesk(name=_("Helpdesk"), by=by, at=at)
        contact = actions.add_contact(
            name=said["contact_name"],
            standing=Contact.Standing.HELPDESK,
            email=said["contact_email"],
            phone=said["contact_phone"],
            scope=Contact.Scope.ALL,
            language=said["language"],
            by=by,
            at=at,
        )
        if said["invite"]:
            actions.invite(contact=contact, role=CustomerRole.HELPDESK_LEAD, by=by, at=at)
    return customer


def _add_place(request: Any, form: PlaceForm, at: datetime) -> None:
    said, by = form.cleaned_data, request.visitor.by
    affiliate = form.affiliates.get(said["affiliate"])
    if affiliate is None:
        affiliate = actions.add_affiliate(
            code=said["affiliate_code"], name=said["affiliate_name"], country=said["country"], by=by, at=at
        )
    actions.add_site(
        affiliate=affiliate,
        code=said["site_code"],
        name=said["site_name"],
        country=said["country"],
        zone=said["zone"],
        by=by,
        at=at,
    )


def _helpdesks(at: datetime) -> list[dict[str, Any]]:
    working, waiting = list(pins(at)), list(open_pin_grants(at))
    return [
        {
            "row": helpdesk,
            "pins": [pin for pin in working if pin.helpdesk_id == helpdesk.id],
            "grants": [grant for grant in waiting if grant.helpdesk_id == helpdesk.id],
        }
        for helpdesk in helpdesks()
    ]


def _agreements(at: datetime) -> list[dict[str, Any]]:
    promised = list(promises_in_force(at))
    return [
        {"row": agreement, "promises": [one for one in promised if one.agreement_id == agreement.id]}
        for agreement in agreements(at)
    ]


def _country(code: str, request: Any) -> str:
    from voorrang.ui.wording import country_text

    return country_text(code, language_of(request))


def _language(code: str, request: Any) -> str:
    from voorrang.ui.wording import language_text

    return language_text(code, language_of(request))


def _day(at: datetime, request: Any) -> str:
    from voorrang.ui.wording import date_text

    return date_text(at.date(), language_of(request))


def _export(found: Any, at: datetime) -> StreamingHttpResponse:
    def rows() -> Iterator[list[Any]]:
        customers = list(found)
        figures = open_figures([one.id for one in customers], at)
        for one in customers:
            figure = figures.get(one.id, {"open": 0, "overdue": 0})
            yield [
                one.code,
                one.name,
                one.head_office_country,
                one.language,
                one.created_at,
                figure["open"],
                figure["overdue"],
            ]

    header = ["code", "name", "head_office_country", "language", "created_at", "open_cases", "overdue_cases"]
    return csv_file("customers", header, rows())
