"""How words leave the house: e-mail, SMS."""
