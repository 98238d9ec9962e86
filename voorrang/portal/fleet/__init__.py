"""The portal's fleet pages."""
