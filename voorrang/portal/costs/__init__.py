"""What a case costs, in the portal: read, consented to or refused."""
