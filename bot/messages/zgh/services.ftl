# Not yet reviewed by a native speaker.

payment-unavailable = ⵓⵔ ⵜⵣⵎⵉⵔⴷ ⴰⴷ ⵜⴼⵔⵓⴷ ⵖⵉⴷ. ⵓⵔⵙⴰⵔ ⴰⴽ ⵙⵙⵓⵜⵔⵖ ⵍⴽⴰⵕⵟ ⵏ ⵍⴱⴰⵏⴽ. ⵣⵎⵔⵖ ⴰⴷ ⴰⴽ ⵉⵏⵉⵖ ⴰⵜⵉⴳ ⴷ ⵎⴰⵏⵉ ⴰⴷ ⵜⴼⵔⵓⴷ.
human = ⵉⵣⵎⵔ ⵢⴰⵏ ⵓⵎⴷⴰⵏ ⴰⴷ ⴰⴽ ⵉⵊⴰⵡⴱ: ⵖⵔ ⵉ 3737 (ⵜⵉⵡⵉⵙⵉ ⵏ ⵍⵉⴷⴰⵔⴰ). ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴽ ⵙⵙⵉⵡⴹⵖ ⵙ ⵍⵎⵓⵡⴰⴹⴹⴰⴼ ⵖⵉⴷ.
emergency = ⵉⵍⵍⴰ ⵍⵅⴰⵟⴰⵔ? ⵖⵔ ⵖⵉⵍⴰⴷ ⵉ:
    • ⵍⴱⵓⵍⵉⵙ: 19 (112 ⵙⴳ ⵍⴱⵓⵔⵟⴰⴱⵍ)
    • ⵊⵊⴰⴷⴰⵔⵎⵉⵢⴰ: 177
    • ⵍⴱⵓⵎⴱⵉⵢⴰ ⴷ ⵍⴰⵏⴱⵉⵍⴰⵏⵙ: 15
    • ⵍⵄⵓⵏⴼ ⵖⴼ ⵜⵎⵖⴰⵔⵉⵏ: 8350
    • ⵜⴰⵔⵡⴰ ⴳ ⵍⵅⴰⵟⴰⵔ: 2511

# Buttons of "I am not sure, did you mean": one for each service that a citizen may have meant, at most 20 characters.
intent-book-appointment = ⵔⵔⴰⵏⴷⵉⴱⵓ
intent-manage-appointment = ⵔⵔⴰⵏⴷⵉⴱⵓ ⵉⵏⵓ
intent-track-dossier = ⴷⴷⵓⵙⵉ ⵉⵏⵓ
intent-subscribe-updates = ⵎⵍⴰⵜ ⵉⵢⵉ
intent-order-document = ⴷⵜⵔ ⵜⴰⵡⵔⵉⵇⵜ
intent-pay-online = ⵅⵍⵚ
intent-file-complaint = ⵜⵛⴽⴰⵢⵜ
intent-find-office = ⵎⴰⵏⵉ ⵢⵍⵍⴰ ⵍⴱⵉⵔⵓ
intent-calculate-vehicle-tax = ⵍⴰⴼⵉⵏⵢⵉⵜ
intent-simulate-social-aid = ⴷⴷⵄⵎ ⵉⵏⵓ
intent-ask-my-data = ⵉⵙⴰⵍⴰⵏ ⵉⵏⵓ
intent-human = ⵍⵎⵓⵡⴰⴹⴹⴰⴼ
intent-help = ⴰⵡⵙ ⵉⵢⵉ
intent-ask-languages = ⵜⵓⵜⵍⴰⵢⵉⵏ
