"""Agents whom calls spare for a while."""
