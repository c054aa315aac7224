"""A unit's texts to a citizen: answers, questions, and ready texts for both."""
