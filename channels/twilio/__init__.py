"""What WhatsApp and SMS by Twilio share: signature, form, parsing, error codes, client and webhooks."""
