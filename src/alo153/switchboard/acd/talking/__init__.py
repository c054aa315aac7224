"""An agent's actions on the present call: hold, consult, transfer, invite. Pure."""
