"""What every audience uses: who may, fields, dates, lists, the look, the telephone's bar."""
