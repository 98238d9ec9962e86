"""The quotes that the vendor has sent: read, accepted or declined by the lead."""
