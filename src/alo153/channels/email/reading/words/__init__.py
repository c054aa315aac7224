"""Words out of bytes, whatever their charset."""
