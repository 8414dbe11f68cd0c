# Not yet reviewed by a native speaker.

dossiers-unavailable = ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⵥⵔⵖ ⵍⵎⵉⵍⴼ ⵏⵏⴽ. ⵃⴹⵓ ⵍⵡⴰⵚⵍ, ⵙⵇⵙⴰ ⴳ ⵍⴱⵉⵔⵓ ⵎⴰⵏⵉ ⵜⴼⴽⵉⴷ ⵍⵎⵉⵍⴼ, ⵏⵖ ⴳ ⵙⵙⵉⵜ ⵏ ⵍⵉⴷⴰⵔⴰ. ⵙ ⵍⵇⴰⵏⵓⵏ 55-19, ⵓⵔ ⵉⵅⵚⵚⴰ ⴰⴷ ⵉⵣⵔⵉ 60 ⵏ ⵡⴰⵙⵙ.
subscribe-unavailable = ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴽ ⵉⵏⵉⵖ ⵎⵍⵎⵉ ⵉⴷⴷⴰ ⵍⵎⵉⵍⴼ ⵏⵏⴽ. ⵙⵇⵙⴰ ⴳ ⵍⴱⵉⵔⵓ ⵉⵙ ⴰⵔ ⵜⵜⴰⵣⵏⵏ ⵍⵎⵉⵙⴰⵊ.
appointments-unavailable = ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴽ ⵙⴽⵔⵖ ⵍⵎⵉⵄⴰⴷ. ⵉ ⵍⴽⴰⵕⵟ, ⴷⴷⵓ ⵙ cnie.ma; ⵉ ⵍⵇⵓⵏⵚⵓⵍⵉⵢⴰ, ⴷⴷⵓ ⵙ rdv.consulat.ma.
appointments-manage-unavailable = ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⵥⵔⵖ ⵍⵎⵉⵄⴰⴷ ⵏⵏⴽ, ⴰⴷ ⵜ ⴱⴷⴷⵍⵖ ⵏⵖ ⴰⴷ ⵜ ⴽⴽⵙⵖ. ⴷⴷⵓ ⵙ ⵙⵙⵉⵜ ⵎⴰⵏⵉ ⵜ ⵜⵓⵎⵥⴷ.
orders-unavailable = ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴽ ⵙⵙⵓⵜⵔⵖ ⵜⴰⵡⵔⵉⵇⵜ. ⵣⵎⵔⵖ ⴰⴷ ⴰⴽ ⵉⵏⵉⵖ ⵎⴰⵎⴽ ⴰⴷ ⵜⵜ ⵜⴰⵡⵉⴷ: ⵎⴰⵏ ⵜⴰⵡⵔⵉⵇⵜ ⵜⵔⵉⴷ?
payment-unavailable = ⵓⵔ ⵜⵣⵎⵉⵔⴷ ⴰⴷ ⵜⴼⵔⵓⴷ ⵖⵉⴷ. ⵓⵔⵙⴰⵔ ⴰⴽ ⵙⵙⵓⵜⵔⵖ ⵍⴽⴰⵕⵟ ⵏ ⵍⴱⴰⵏⴽ. ⵣⵎⵔⵖ ⴰⴷ ⴰⴽ ⵉⵏⵉⵖ ⴰⵜⵉⴳ ⴷ ⵎⴰⵏⵉ ⴰⴷ ⵜⴼⵔⵓⴷ.
complaints-unavailable = ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⵔⵖ ⵛⵛⵉⴽⴰⵢⴰ ⵏⵏⴽ. ⵙⴽⵔ ⵜⵜ ⴳ chikaya.ma ⵏⵖ ⴳ 3737. ⵉⵖ ⵉⵍⵍⴰ ⵍⵅⴰⵟⴰⵔ, ⵖⵔ ⵉ 19, 177 ⵏⵖ 15.
offices-unavailable = ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴼⵖ ⵍⴱⵉⵔⵓ ⵉⵇⵔⴱⵏ. ⵉⵏⵉ ⵉⵢⵉ ⵎⴰⵏ ⵜⴰⵡⵔⵉⵇⵜ ⵜⵔⵉⴷ, ⴰⴷ ⴰⴽ ⵉⵏⵉⵖ ⵎⴰⵏⵉ ⵙ ⵔⴰⴷ ⵜⴷⴷⵓⴷ.
vehicle_tax-unavailable = ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⵃⵙⴱⵖ ⵍⴰⴼⵉⵏⵢⵉⵜ, ⵎⴰⵛⴰ ⵖⵓⵔⵉ ⴰⵜⵉⴳ ⵏⵏⵙ ⵉ ⴽⵓ ⵟⵟⵓⵎⵓⴱⵉⵍ.
social_aid-unavailable = ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⵃⵙⴱⵖ ⴷⴷⵄⵎ ⵏⵏⴽ, ⵓⵍⴰ ⴰⴷ ⵉⵏⵉⵖ ⵉⵙ ⵖⵓⵔⴽ ⵍⵃⵇⵇ. ⵙⵙⵏⵖ ⵛⵛⵓⵔⵓⵟ ⴷ ⵉⵇⴰⵔⵉⴷⵏ ⵍⵍⵉ ⵜⵓⵔⴰ ⵍⵉⴷⴰⵔⴰ.
human = ⵉⵣⵎⵔ ⵢⴰⵏ ⵓⵎⴷⴰⵏ ⴰⴷ ⴰⴽ ⵉⵊⴰⵡⴱ: ⵖⵔ ⵉ 3737 (ⵜⵉⵡⵉⵙⵉ ⵏ ⵍⵉⴷⴰⵔⴰ). ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴽ ⵙⵙⵉⵡⴹⵖ ⵙ ⵍⵎⵓⵡⴰⴹⴹⴰⴼ ⵖⵉⴷ.
emergency = ⵉⵍⵍⴰ ⵍⵅⴰⵟⴰⵔ? ⵖⵔ ⵖⵉⵍⴰⴷ ⵉ:
    • ⵍⴱⵓⵍⵉⵙ: 19 (112 ⵙⴳ ⵍⴱⵓⵔⵟⴰⴱⵍ)
    • ⵊⵊⴰⴷⴰⵔⵎⵉⵢⴰ: 177
    • ⵍⴱⵓⵎⴱⵉⵢⴰ ⴷ ⵍⴰⵏⴱⵉⵍⴰⵏⵙ: 15
    • ⵍⵄⵓⵏⴼ ⵖⴼ ⵜⵎⵖⴰⵔⵉⵏ: 8350
    • ⵜⴰⵔⵡⴰ ⴳ ⵍⵅⴰⵟⴰⵔ: 2511
button-vehicle-tax = ⴰⵜⵉⴳ ⵏ ⵍⴰⴼⵉⵏⵢⵉⵜ
button-social-aid = ⴷⴷⵄⵎ
button-complaint-portal = ⵛⵛⵉⴽⴰⵢⴰ

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
