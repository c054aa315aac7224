"""What other programs ask and tell, and how they are answered: not for people."""
