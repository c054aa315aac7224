"""Messages of callers whom nobody could answer: fetched from Asterisk, heard, dealt with."""
