"""Bodies that hand applications over as tables and take the answers back: CİMER, a council."""
