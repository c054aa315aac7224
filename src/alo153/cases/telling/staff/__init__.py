"""What staff are told of applications and conversations; nothing personal of a citizen is in it."""
