"""What other systems are told, as they asked: signed, tried again, and written down."""
