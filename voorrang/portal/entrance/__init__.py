"""What the links of mails open: an invitation, and a new PIN."""
