"""The caller list as a file: read, compared with who is listed, taken in whole, and taken back."""
