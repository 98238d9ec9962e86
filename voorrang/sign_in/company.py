"""Logging in by the company's identity provider: out to it, back with its word, and in.

The word is taken in one step and used in another. A provider that answers by SAML posts from its own site, without our
cookies; the step after it is ours, and only the browser that began may take it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.actions import SignInRefused, answer_trip, begin_trip, finish_trip
from voorrang.accounts.actions.providers import PURPOSE, TRIP_LASTS
from voorrang.accounts.models import IdentityProvider, SignInAttempt
from voorrang.accounts.queries import find_entry, provider_of
from voorrang.accounts.rates import count_attempt, opaque
from voorrang.audit.actions import record_system
from voorrang.audit.actor import Actor
from voorrang.gateways.identity import IdentityRefused, Proof, Trip, oidc, saml
from voorrang.lib.clock import now
from voorrang.lib.sealing import unseal
from voorrang.lib.tenancy import customer_selected

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TRIPS_KEY = "trips"
MOST_TRIPS = 5
MOST_TRIES = 20
_STRANGER = Actor(kind="caller", id=None, side="customer", role="nobody")

WHY = {
    "address": gettext_lazy("The address of your company's sign-in cannot be used. Tell your helpdesk lead."),
    "unreachable": gettext_lazy("Your company's sign-in does not answer. Try again in a few minutes."),
    "issuer": gettext_lazy("The answer came from somebody else than your company's sign-in. Tell your helpdesk lead."),
    "audience": gettext_lazy("The answer was meant for another service. Tell your helpdesk lead."),
    "signature": gettext_lazy("The answer is not signed by your company's sign-in. Tell your helpdesk lead."),
    "unsigned": gettext_lazy(
        "The answer is not signed. Your helpdesk lead must turn on signing in your company's sign-in."
    ),
    "expired": gettext_lazy("The answer came too late. Log in again."),
    "replayed": gettext_lazy("This answer was used already, or nobody asked for it. Log in again from our page."),
    "entities": gettext_lazy("The answer holds what no answer needs. Tell your helpdesk lead."),
    "broken": gettext_lazy("The answer cannot be read. Log in again; if it stays so, tell your helpdesk lead."),
    "unverified": gettext_lazy("Your company's sign-in does not vouch for a mail address. Tell your helpdesk lead."),
    "domain": gettext_lazy("The mail address is not of a domain that your company has shown to be its own."),
    "member": gettext_lazy("You have no access yet. Your helpdesk lead can invite you."),
    "often": gettext_lazy("Too many tries. Wait a quarter of an hour, then try again."),
    "refused": gettext_lazy("Your company's sign-in said no. Try again, or ask its administrator."),
}


class AddressForm(forms.Form):
    """Who wants to log in."""

    email = forms.EmailField(
        label=gettext_lazy("Your mail address at work"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


def begin(request: Any) -> HttpResponse:
    """Ask for the mail address, and lead to the provider of its domain."""
    form = AddressForm(request.POST or None, initial={"email": request.GET.get("email", "")[:254]})
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/company.html", _asked(request, form), status=422 if request.POST else 200)
    address, at = form.cleaned_data["email"], now()
    with transaction.atomic():
        if count_attempt(f"trip:{opaque(address.lower())}", window=TRIP_LASTS, at=at) > MOST_TRIES:
            return _refuse(request, "often")
        provider = provider_of(address)
    if provider is None:
        form.add_error("email", _("No company's sign-in is set up for this address. Log in with your password."))
        return render(request, "account/company.html", _asked(request, form), status=422)
    try:
        with transaction.atomic(), customer_selected(provider.customer_id):
            attempt = begin_trip(provider=provider, next_path=safe_path(request), at=at)
            url = _way_out(provider, attempt)
    except IdentityRefused as refused:
        return _refuse(request, refused.code)
    request.session[TRIPS_KEY] = [*request.session.get(TRIPS_KEY, []), str(attempt.id)][-MOST_TRIPS:]
    # A page, not a redirect: the policy lets forms lead to ourselves only.
    return render(request, "account/company_leaving.html", {"url": url})


@require_GET
@never_cache
def answered_oidc(request: Any, provider_id: UUID) -> HttpResponse:
    """Take the word of an OpenID Connect provider, and go on to the last step."""
    if request.GET.get("error"):
        return _refuse(request, "refused")
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    return _take(request, provider_id, IdentityProvider.Protocol.OIDC, state, code)


@csrf_exempt
@sensitive_post_parameters("SAMLResponse")
@require_POST
@never_cache
def answered_saml(request: Any, provider_id: UUID) -> HttpResponse:
    """Take the word of a SAML provider, which its own site posts, and go on to the last step."""
    answer = request.POST.get("SAMLResponse", "")
    try:
        state = saml.asked_by(answer)
    except IdentityRefused as refused:
        return _refuse(request, refused.code)
    return _take(request, provider_id, IdentityProvider.Protocol.SAML, state, answer)


@require_GET
@never_cache
def finish(request: Any, provider_id: UUID, attempt_id: UUID) -> HttpResponse:
    """Let the person in whose browser began the trip. Nobody else's link opens anything."""
    if str(attempt_id) not in request.session.get(TRIPS_KEY, []):
        return _refuse(request, "replayed")
    with transaction.atomic(), _provider(provider_id) as provider:
        attempt = SignInAttempt.objects.select_related("user").filter(id=attempt_id, provider=provider).first()
        if attempt is None or attempt.user is None or not finish_trip(attempt=attempt, at=now()):
            return _refuse(request, "replayed")
        by = Actor(kind="user", id=attempt.user.id, side="customer", role="self")
        record_system("login.done", by=by, at=now(), data={"means": [str(provider.protocol)]})
    login(request, attempt.user, backend=BACKEND)
    request.session["customer"] = request.session["vouched_for"] = str(attempt.customer_id)
    return redirect(attempt.next_path or "home")


@require_GET
def describe(request: Any, provider_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return what the administrator of a SAML provider loads to know us."""
    with transaction.atomic(), _provider(provider_id) as provider:
        if provider.protocol != IdentityProvider.Protocol.SAML:
            raise Http404
        text = saml.metadata(_saml_settings(provider))
    return HttpResponse(text, content_type="application/samlmetadata+xml")


# A refusal is recorded although nothing else is stored.
_OWN_TRANSACTION: tuple[Any, ...] = (begin, answered_oidc, answered_saml, finish, describe)
for _view in _OWN_TRANSACTION:
    _view.own_transaction = True


def safe_path(request: Any) -> str:
    """Return where the person wanted to go, if that is a page of ours; else nothing."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted[:500] if ours and wanted.startswith("/") else ""


def return_url(provider: IdentityProvider) -> str:
    """Return where the provider's answers go: at the configured address, whatever the request's Host says."""
    path = reverse(f"sign_in:company-{provider.protocol}", args=[provider.id])
    return settings.VOORRANG_BASE_URL.rstrip("/") + path


def _take(request: Any, provider_id: UUID, protocol: str, state: str, answer: str) -> HttpResponse:
    at = now()
    try:
        with transaction.atomic(), _provider(provider_id) as provider:
            attempt = SignInAttempt.objects.filter(
                provider=provider, state=state, answered_at=None, started_at__gt=at - TRIP_LASTS
            ).first()
            if attempt is None or provider.protocol != protocol:
                return _refuse(request, "replayed")
            proof = _proof(provider, attempt, answer)
            answer_trip(attempt=attempt, email=proof.email, message_id=proof.message_id, at=at)
    except (IdentityRefused, SignInRefused) as refused:
        return _refuse(request, refused.code)
    return redirect("sign_in:company-finish", provider_id, attempt.id)


def _proof(provider: IdentityProvider, attempt: SignInAttempt, answer: str) -> Proof:
    if provider.protocol == IdentityProvider.Protocol.SAML:
        return saml.read_answer(_saml_settings(provider), _trip(provider, attempt), answer)
    secret = unseal(PURPOSE, provider.sealed_secret) if provider.sealed_secret else ""
    return oidc.read_answer(provider.issuer, provider.client_id, secret, _trip(provider, attempt), answer, now())


def _way_out(provider: IdentityProvider, attempt: SignInAttempt) -> str:
    if provider.protocol == IdentityProvider.Protocol.SAML:
        return saml.ask_url(_saml_settings(provider), _trip(provider, attempt))
    return oidc.sign_in_url(provider.issuer, provider.client_id, _trip(provider, attempt))


def _trip(provider: IdentityProvider, attempt: SignInAttempt) -> Trip:
    return Trip(attempt.state, attempt.nonce, attempt.verifier, return_url(provider))


def _saml_settings(provider: IdentityProvider) -> dict[str, Any]:
    return saml.settings_of(provider.issuer, provider.sign_in_url, provider.certificate, return_url(provider))


@contextmanager
def _provider(provider_id: UUID) -> Iterator[IdentityProvider]:
    """Select the customer of an open provider. Raises `Http404` for one that is not there."""
    entry = find_entry(f"provider:{provider_id}")
    if entry is None:
        raise Http404
    with customer_selected(entry.customer_id):
        provider = IdentityProvider.objects.filter(id=provider_id, ended_at=None).first()
        if provider is None:
            raise Http404
        yield provider


def _asked(request: Any, form: AddressForm) -> dict[str, Any]:
    return {"form": form, "next": safe_path(request)}


def _refuse(request: Any, code: str) -> HttpResponse:
    """Say why, and what to do; note it on its own."""
    with transaction.atomic():
        record_system("login.failed", by=_STRANGER, at=now(), data={"why": code})
    why = WHY.get(code, WHY["broken"])
    return render(request, "account/company_refused.html", {"why": why, "code": code}, status=400)
