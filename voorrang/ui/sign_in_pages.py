"""How a customer's people sign in, for both doors: the lead sets it, the vendor's operator can, too."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography import x509
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voorrang.accounts import actions
from voorrang.accounts.actions.providers import RECORD
from voorrang.accounts.models import IdentityProvider, MailDomain
from voorrang.accounts.queries import mail_domains, own_provider, second_factor_required
from voorrang.gateways.names import text_records
from voorrang.lib.clock import now
from voorrang.ui.shapes import Confirm, Crumb


@dataclass(frozen=True, slots=True)
class Place:
    """The door, and what stands before the ids in its addresses."""

    door: str
    before: tuple[str, ...] = ()
    crumbs: tuple[Crumb, ...] = ()

    def url(self, name: str, *ids: Any) -> str:
        """Return the address of one of these pages in this door."""
        return reverse(f"{self.door}:{name}", args=[*self.before, *ids])


class DomainForm(forms.Form):
    """A mail domain of the customer."""

    domain = forms.CharField(
        label=gettext_lazy("Mail domain"), max_length=253, help_text=gettext_lazy("What stands behind the @.")
    )


class ProviderForm(forms.Form):
    """Where the people sign in."""

    protocol = forms.ChoiceField(
        label=gettext_lazy("How it speaks"), choices=IdentityProvider.Protocol.choices, widget=forms.RadioSelect
    )
    issuer = forms.CharField(
        label=gettext_lazy("Issuer"),
        max_length=500,
        help_text=gettext_lazy("OpenID Connect: its address. SAML: its entity id."),
    )
    client_id = forms.CharField(label=gettext_lazy("OpenID Connect: client id"), max_length=200, required=False)
    secret = forms.CharField(
        label=gettext_lazy("OpenID Connect: client secret"),
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Stored sealed, and never shown again."),
    )
    sign_in_url = forms.CharField(
        label=gettext_lazy("SAML: address for signing in"),
        max_length=500,
        required=False,
        validators=[URLValidator(schemes=["https"])],
    )
    certificate = forms.CharField(
        label=gettext_lazy("SAML: certificate"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy("With its first line, -----BEGIN CERTIFICATE-----."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the protocol needs."""
        said: dict[str, Any] = super().clean() or {}
        is_saml = said.get("protocol") == IdentityProvider.Protocol.SAML
        for name in ("sign_in_url", "certificate") if is_saml else ("client_id", "secret"):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed here."))
        if not is_saml and said.get("issuer"):
            try:
                URLValidator(schemes=["https", "http"])(said["issuer"])
            except ValidationError:
                self.add_error("issuer", _("Write the whole address, beginning with https://."))
        return said

    def clean_certificate(self) -> str:
        """Refuse what is no certificate."""
        text = str(self.cleaned_data["certificate"]).strip()
        try:
            if text:
                x509.load_pem_x509_certificate(text.encode())
        except ValueError as error:
            raise ValidationError(_("This cannot be read as a certificate. Copy all of its lines.")) from error
        return text


def show(request: Any, place: Place) -> HttpResponse:
    """Show how people sign in, and what can be changed."""
    provider = own_provider()
    context = {
        "place": place,
        "crumbs": (*place.crumbs, Crumb(_("Sign-in"))),
        "provider": provider,
        "provider_url": place.url("provider-set"),
        "end_provider": _end_provider(place) if provider else None,
        "domains": [_domain_row(place, one) for one in mail_domains()],
        "domain_form": DomainForm(),
        "claim_url": place.url("domain-new"),
        "is_required": second_factor_required(),
        "rule_url": place.url("second-factor-rule"),
        "may_change": request.may(f"{place.door}:domain-new"),
    }
    return render(request, "ui/sign_in.html", context)


def set_rule(request: Any, place: Place) -> HttpResponse:
    """Ask a second factor of the people, or ask it no more."""
    if request.POST.get("required") == "1":
        actions.require_second_factor(by=request.visitor.by, at=now())
        messages.success(request, _("Everybody is led to set up a second factor from now on."))
    else:
        actions.end_second_factor(by=request.visitor.by, at=now())
        messages.success(request, _("A password is enough again."))
    return redirect(place.url("sign-in"))


def claim(request: Any, place: Place) -> HttpResponse:
    """Name a mail domain."""
    form = DomainForm(request.POST)
    try:
        if form.is_valid():
            made = actions.claim_domain(domain=form.cleaned_data["domain"], by=request.visitor.by, at=now())
            messages.success(request, _("%(name)s is on the list. Now show that it is yours.") % {"name": made.domain})
            return redirect(place.url("sign-in"))
    except actions.DomainUnusable:
        form.add_error("domain", _("This is no mail domain. Write it like example.com."))
    messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
    return redirect(place.url("sign-in"))


def verify(request: Any, place: Place, domain_id: UUID) -> HttpResponse:
    """Look for the record; the vendor's operator gives its word."""
    domain = _domain(domain_id)
    records = None if request.visitor.is_vendor else text_records(domain.domain)
    facts = {"name": domain.domain}
    try:
        actions.verify_domain(domain=domain, records=records, by=request.visitor.by, at=now())
        messages.success(request, _("%(name)s counts from now on.") % facts)
    except actions.ProofMissing:
        text = _("The record is not there yet. New records need up to an hour; then look again.")
        messages.error(request, text)
    except actions.DomainTaken:
        messages.error(request, _("Somebody else has shown that %(name)s is theirs. Ask your vendor.") % facts)
    return redirect(place.url("sign-in"))


def drop(request: Any, place: Place, domain_id: UUID) -> HttpResponse:
    """Give a domain up."""
    domain = _domain(domain_id)
    actions.end_domain(domain=domain, by=request.visitor.by, at=now())
    messages.success(request, _("People of %(name)s sign in by password again.") % {"name": domain.domain})
    return redirect(place.url("sign-in"))


def set_provider(request: Any, place: Place) -> HttpResponse:
    """Set where the people sign in; a page with a form."""
    form = ProviderForm(request.POST or None, initial={"protocol": IdentityProvider.Protocol.OIDC})
    if request.method == "POST" and form.is_valid():
        actions.set_provider(by=request.visitor.by, at=now(), **form.cleaned_data)
        messages.success(
            request, _("Your people sign in there from now on. Try it in another browser before you leave.")
        )
        return redirect(place.url("sign-in"))
    back = place.url("sign-in")
    context = {
        "form": form,
        "heading": _("Set the company's sign-in"),
        "button": _("Let people sign in there"),
        "lead": _("From then on, passwords of your domains open nothing here."),
        "back_url": back,
        "crumbs": (*place.crumbs, Crumb(_("Sign-in"), back), Crumb(_("Set the company's sign-in"))),
    }
    return render(request, "ui/sign_in_provider.html", context, status=422 if request.method == "POST" else 200)


def end_provider(request: Any, place: Place) -> HttpResponse:
    """Let people sign in by password again."""
    actions.end_provider(by=request.visitor.by, at=now())
    messages.success(request, _("People sign in by password again."))
    return redirect(place.url("sign-in"))


def _domain(domain_id: UUID) -> MailDomain:
    domain: MailDomain | None = MailDomain.objects.filter(id=domain_id, ended_at=None).first()
    if domain is None:
        raise Http404
    return domain


def _domain_row(place: Place, domain: MailDomain) -> dict[str, Any]:
    return {
        "row": domain,
        "record": RECORD.format(challenge=domain.challenge),
        "verify_url": place.url("domain-verify", domain.id),
        "end": Confirm(
            id=f"end-{domain.id}",
            button=_("Remove"),
            title=_("Remove %(name)s?") % {"name": domain.domain},
            text=_("Its people sign in by password again."),
            url=place.url("domain-end", domain.id),
            confirm=_("Remove the domain"),
            dangerous=True,
        ),
    }


def _end_provider(place: Place) -> Confirm:
    return Confirm(
        id="end-provider",
        button=_("End it"),
        title=_("End the company's sign-in?"),
        text=_("People sign in by password again. Who has none resets it by mail."),
        url=place.url("provider-end"),
        confirm=_("End the company's sign-in"),
        dangerous=True,
    )
