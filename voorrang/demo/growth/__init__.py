"""A demo world of any size, streamed: `voorrang demo grow`."""
