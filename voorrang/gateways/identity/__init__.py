"""Customers' identity providers, by OpenID Connect and SAML 2.0."""

from voorrang.gateways.identity.shapes import IdentityRefused, Proof, Trip

__all__ = ["IdentityRefused", "Proof", "Trip"]
