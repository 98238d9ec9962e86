"""The door of customers' directories: SCIM 2.0 (RFC 7643, 7644), as much as directories use."""
