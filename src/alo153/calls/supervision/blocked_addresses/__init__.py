"""Addresses that tried wrong passwords."""
