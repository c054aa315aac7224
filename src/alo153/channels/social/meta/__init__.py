"""What WhatsApp, Messenger and Instagram have in common: Meta's Graph API and its webhooks."""
