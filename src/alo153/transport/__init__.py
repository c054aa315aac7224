"""Lines, departures and journeys of public transport."""
