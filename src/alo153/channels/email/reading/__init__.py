"""What an e-mail says, read out of its bytes. Pure: no Django, no clock, no network."""
