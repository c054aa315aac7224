"""Companies that know people by names of their own: WhatsApp, Telegram, Messenger, Instagram, X."""
