"""The call at hand: telephone, line, talk, invitation."""
