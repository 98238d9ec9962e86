"""The API: the door for systems, `/api/v1`."""
