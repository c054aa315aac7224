"""What an agent does with the call at hand: hold, consult, transfer, invite. Pure."""
