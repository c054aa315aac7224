"""How words come into the municipality and leave it: e-mail, SMS."""
