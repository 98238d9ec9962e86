"""Exceptions that named people make: goodwill, a safety recall. Each has a reason and an end."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import Customer, User
from voorrang.contracts.queries import programme_in_force
from voorrang.desk.decisions.forms import OverrideForm
from voorrang.desk.door import opened_customer
from voorrang.entitlements.actions import grant_override, revoke_override
from voorrang.entitlements.models import Override
from voorrang.entitlements.queries import overrides_in_force
from voorrang.entitlements.refusals import ExpiryNotAllowed, OverrideAlreadyEnded, ReasonMissing, RoleMayNot
from voorrang.installed_base.fleet_file import normal_serial
from voorrang.installed_base.models import Device
from voorrang.lib.clock import now
from voorrang.ui.days import midnight
from voorrang.ui.export import csv_file
from voorrang.ui.names import name_of
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Confirm, Crumb
from voorrang.ui.wording import date_text


@require_GET
def listing(request: Any, code: str) -> HttpResponse | StreamingHttpResponse:
    """List the exceptions in force for a customer, the newest first."""
    at = now()
    customer = opened_customer(request, code)
    found = overrides_in_force(at)
    if wants_export(request):
        return csv_file(
            f"{customer.code.lower()}-exceptions",
            ["kind", "serial", "reason", "role", "granted_at", "expires_at"],
            (
                [
                    one.kind,
                    one.device.serial if one.device else "",
                    one.reason,
                    one.role,
                    one.granted_at,
                    one.expires_at,
                ]
                for one in found
            ),
        )
    sheet = sheet_of(request, found, "-granted_at", ngettext_lazy("exception", "exceptions"))
    names = dict(User.objects.filter(id__in=[one.granted_by for one in sheet.rows]).values_list("id", "name"))
    roles = programme_in_force(customer, at).override_roles
    rows = [
        {
            "row": one,
            "by": names.get(one.granted_by, ""),
            "revoke": _revoke_question(customer, one)
            if request.may("desk:override-revoke") and request.visitor.roles & roles.get(one.kind, frozenset())
            else None,
        }
        for one in sheet.rows
    ]
    context = {"customer": customer, "sheet": sheet, "rows": rows, "crumbs": _crumbs(customer, Crumb(_("Exceptions")))}
    return render(request, "desk/decisions/overrides.html", context)


def grant(request: Any, code: str) -> HttpResponse:
    """Make an exception for a device, or for the whole customer."""
    at = now()
    customer = opened_customer(request, code)
    programme = programme_in_force(customer, at)
    mine = [kind for kind, roles in programme.override_roles.items() if request.visitor.roles & roles]
    longest = timedelta(days=int(programme.assumption("override_roles").value["longest_days"]))
    first = {"kind": mine[0] if mine else "", "serial": _serial(request.GET.get("device", ""))}
    form = OverrideForm(request.POST or None, kinds=mine, latest_on=(at + longest).date(), initial=first)
    if request.method == "POST" and form.is_valid() and _grant(request, form, at):
        messages.success(request, _("The exception holds from now on. Decide again on what it was made for."))
        return redirect("desk:override-list", customer.code)
    allowed = sorted({role for roles in programme.override_roles.values() for role in roles})
    context = {
        "customer": customer,
        "form": form,
        "may": bool(mine),
        "roles": [name_of("role", role) for role in allowed],
        "longest_days": longest.days,
        "crumbs": _crumbs(
            customer,
            Crumb(_("Exceptions"), reverse("desk:override-list", args=[customer.code])),
            Crumb(_("Make an exception")),
        ),
    }
    return render(request, "desk/decisions/override.html", context, status=422 if form.is_bound else 200)


@require_POST
def revoke(request: Any, code: str, override_id: UUID) -> HttpResponse:
    """End an exception before its time."""
    customer = opened_customer(request, code)
    override = Override.objects.filter(id=override_id).first()
    if override is None:
        raise Http404
    try:
        revoke_override(override=override, by=request.visitor.by, at=now())
    except OverrideAlreadyEnded:
        messages.warning(request, _("The exception had ended already."))
    except RoleMayNot as error:
        roles = ", ".join(name_of("role", role) for role in error.roles)
        messages.error(request, _("Only these roles may end it: %(roles)s.") % {"roles": roles})
    else:
        messages.success(request, _("The exception ended."))
    return redirect("desk:override-list", customer.code)


def _grant(request: Any, form: OverrideForm, at: datetime) -> bool:
    said = form.cleaned_data
    device = None
    if said["serial"]:
        found = list(Device.objects.filter(serial=normal_serial(said["serial"]))[:2])
        if len(found) != 1:
            text = (
                _("Several units have this serial number. Open the device, and make the exception there.")
                if found
                else _("No unit with this serial number is in the fleet. Look it up, or leave the field empty.")
            )
            chosen = Device.objects.filter(
                id=_uuid(request.GET.get("device", "")), serial=normal_serial(said["serial"])
            ).first()
            if chosen is None:
                form.add_error("serial", text)
                return False
            found = [chosen]
        device = found[0]
    try:
        grant_override(
            kind=said["kind"],
            reason=said["reason"],
            expires_at=midnight(said["expires_on"] + timedelta(days=1)),
            device=device,
            by=request.visitor.by,
            at=at,
        )
    except ExpiryNotAllowed as error:
        latest = date_text((error.latest_at - timedelta(days=1)).date(), language_of(request))
        form.add_error("expires_on", _("Choose a day from today to %(latest)s.") % {"latest": latest})
    except ReasonMissing:
        form.add_error("reason", _("Say why, in a sentence."))
    except RoleMayNot as error:
        roles = ", ".join(name_of("role", role) for role in error.roles)
        form.add_error("kind", _("Only these roles may do this: %(roles)s. Hand it to one of them.") % {"roles": roles})
    else:
        return True
    return False


def _serial(device_id: str) -> str:
    device = Device.objects.filter(id=_uuid(device_id)).first()
    return device.serial if device else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _revoke_question(customer: Customer, override: Override) -> Confirm:
    return Confirm(
        id=f"revoke-{override.id}",
        button=_("End"),
        title=_("End this exception now?"),
        text=_("What was decided by it stays; new claims are judged without it."),
        url=reverse("desk:override-revoke", args=[customer.code, override.id]),
        confirm=_("End the exception"),
        dangerous=True,
    )


def _crumbs(customer: Customer, *more: Crumb) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Customers"), reverse("desk:customer-list")),
        Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
        *more,
    )
