"""The portal's cases pages."""
