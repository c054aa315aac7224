"""Decode bytes to text, whatever their charset."""
