"""What WhatsApp shows when we send through Meta: its own limits, in Unicode code points.

https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages and
…/interactive-list-messages. A list's body may be 4,096 by that page, but other senders were refused above 1,024; a button's
id may be 256, a row's 200.
"""

from __future__ import annotations

from channels.capabilities import Capabilities, Markup

CAPABILITIES = Capabilities(
    text=4096,
    body=1024,
    buttons=3,
    button_title=20,
    rows=10,
    row_title=24,
    row_description=72,
    list_label=20,
    payload=200,
    markup=Markup.WHATSAPP,
    isolates=True,
    window_hours=24,
    typing=True,
)
