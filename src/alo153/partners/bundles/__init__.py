"""Answers that go back: gathered once a day or when somebody asks, and taken along."""
