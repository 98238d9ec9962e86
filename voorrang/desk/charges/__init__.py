"""What a case costs, at the desk: estimated, sent, charged, settled, and handed to the books."""
