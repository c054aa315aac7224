"""What supervisors do about calls: listen, seat guests, close lines, see blocked addresses."""
