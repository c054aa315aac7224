"""An invented past of the city, for trying out, tours and pictures: never with real data."""
