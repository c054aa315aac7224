"""What a unit writes to a citizen: answers, questions, and what is ready for both."""
