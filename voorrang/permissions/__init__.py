"""Who may call what: every page and API operation, by role. What is not in the map, nobody may call."""
