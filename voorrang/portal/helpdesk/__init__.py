"""Our helpdesk: who may claim, its keys, its partner."""
