"""Forecast of contacts by half hour, with its band: level, shape, holidays. No Django."""
