"""What writes facts, and what people keep of reports."""
