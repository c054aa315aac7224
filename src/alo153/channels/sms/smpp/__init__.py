"""SMS by SMPP 3.4, as operators and large providers speak it."""
