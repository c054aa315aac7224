"""Forecasts and what they cost: accuracy, service goals, history, events."""
