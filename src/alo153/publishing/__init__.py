"""What the municipality says to everybody: posts, their approval, and where they appear."""
