"""Facts become rows and events; after a start rows become what is known."""
