"""E-mail in: from a mailbox on an IMAP server to arrivals."""
