"""How a customer's people sign in: a second factor, or the customer's own identity provider."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class SecondFactorRule(TenantModel):
    """While one is open, the customer's people need a second factor. Set by its lead."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer"], condition=models.Q(ends_at__isnull=True), name="accounts_second_factor_open"
            ),
        ]


class MailDomain(TenantModel):
    """A mail domain that the customer says is its own. Once verified, the directory leads from it to the customer."""

    class Proof(models.TextChoices):
        """What showed that the domain is the customer's."""

        RECORD = "record", _("a record in the domain's name service")
        OPERATOR = "operator", _("the vendor's operator")

    domain = models.CharField(_("mail domain"), max_length=253)
    challenge = models.CharField(max_length=64)
    claimed_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=16, choices=Proof, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "domain"],
                condition=models.Q(ended_at__isnull=True),
                name="accounts_mail_domain_once",
            ),
        ]


class IdentityProvider(TenantModel):
    """Where the customer's people sign in: by OpenID Connect or SAML. One is open at a time."""

    class Protocol(models.TextChoices):
        """How we speak with it."""

        OIDC = "oidc", "OpenID Connect"
        SAML = "saml", "SAML 2.0"

    protocol = models.CharField(max_length=8, choices=Protocol)
    issuer = models.CharField(max_length=500)
    """OIDC: the issuer's address. SAML: the provider's entity id."""
    client_id = models.CharField(max_length=200, blank=True)
    sealed_secret = models.TextField(blank=True)
    sign_in_url = models.CharField(max_length=500, blank=True)
    certificate = models.TextField(blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer"], condition=models.Q(ended_at__isnull=True), name="accounts_provider_open"
            ),
        ]


class SignInAttempt(TenantModel):
    """One trip of a person to the identity provider and back: answered once, finished once, by the browser that began it."""

    provider = TenantForeignKey("accounts.IdentityProvider")
    state = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64, blank=True)
    verifier = models.CharField(max_length=128, blank=True)
    next_path = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    assertion = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "state"], name="accounts_attempt_state"),
            models.UniqueConstraint(
                fields=["customer", "provider", "assertion"],
                condition=~models.Q(assertion=""),
                name="accounts_assertion_once",
            ),
        ]
