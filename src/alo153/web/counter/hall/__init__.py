"""The devices of the hall, open to everybody in it: the kiosk and the screen that calls."""
