"""Commands of pages to the switchboard, as values and in rows; pure."""
