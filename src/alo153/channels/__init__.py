"""How words leave the municipality: e-mail, SMS."""
