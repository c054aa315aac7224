"""Rules of quality management: scores, samples, estimates, agreement. Pure."""
