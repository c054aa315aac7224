"""Due dates and clocks in the words of people."""
