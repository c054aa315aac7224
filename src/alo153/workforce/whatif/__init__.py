"""What if: drafts side by side, and which shift start is missing."""
