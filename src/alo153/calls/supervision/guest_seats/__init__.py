"""Guest seats: an invited person takes calls for an hour while an experienced agent listens."""
