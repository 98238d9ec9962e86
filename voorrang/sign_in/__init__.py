"""The door where people sign in: by their company's identity provider, and where they see what is signed in."""
