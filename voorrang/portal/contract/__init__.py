"""The portal's contract pages."""
