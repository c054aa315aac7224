"""Supervisors' work with calls: listen, seat guests, close lines, see blocked addresses."""
