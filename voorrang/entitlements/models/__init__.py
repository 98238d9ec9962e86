"""Decisions as recorded, the named human choices that rules take as facts, and what is made good afterwards."""

from voorrang.entitlements.models.decisions import Decision, Discretion, Override, UnlistedCaller
from voorrang.entitlements.models.redress import Redress, RedressAnswer, RedressRow

__all__ = ["Decision", "Discretion", "Override", "Redress", "RedressAnswer", "RedressRow", "UnlistedCaller"]
