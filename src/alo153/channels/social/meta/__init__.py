"""Parts common to WhatsApp, Messenger and Instagram: Meta's Graph API and its webhooks."""
