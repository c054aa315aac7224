"""Links by which somebody at another counter or screen joins a call."""
