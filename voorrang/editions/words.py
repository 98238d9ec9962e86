"""Words that a programme's files may use because code knows what they mean. Everything else the files define themselves."""

KINDS = frozenset({"desktop", "laptop", "workstation", "retail_pos", "thin_client", "printer", "monitor", "other"})
"""Kinds of device."""

CUSTOMER_ROLES = frozenset({"helpdesk_engineer", "helpdesk_lead", "executive", "customer_auditor", "partner_engineer"})
VENDOR_ROLES = frozenset(
    {
        "sales",
        "agent",
        "remote_expert",
        "support_manager",
        "technical_expert",
        "planner",
        "dispatcher",
        "operator",
        "vendor_auditor",
    }
)
STANDINGS = frozenset({"included", "replaced", "none"})
RHYTHMS = frozenset({"month", "quarter", "year"})
"""How often a feature is owed."""
YEARLY_FIGURES = frozenset({"visits_a_year"})
"""Figures of the terms that limit a feature in a year."""
LEVELS = frozenset({"full", "limited", "none"})
TONES = frozenset({"good", "info", "warn", "bad"})
IMPACTS = frozenset({"one_person", "site", "company"})
MILESTONES = frozenset({"first_response", "resolution"})
CALENDARS = frozenset({"always", "working_hours"})
