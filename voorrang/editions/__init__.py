"""Programme editions: loading from a folder, and storing as canonical JSON."""
