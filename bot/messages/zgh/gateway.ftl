# Not yet reviewed by a native speaker.

gateway-trouble = ⵉⵍⵍⴰ ⴽⵔⴰ ⵏ ⵍⵎⵓⵛⴽⵉⵍ. ⵜⴰⴱⵔⴰⵜ ⵏⵏⴽ ⵜⵍⵍⴰ ⵖⵓⵔⵏⵖ. ⵉⵖ ⵉⴼⵔⴰ, ⴰⴷ ⴰⴽ ⵏⵊⴰⵡⴱ.
gateway-given-up = ⵙⵙⵓⵔⴼ ⵉⵢⵉ, ⵓⵔ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴽ ⵊⴰⵡⴱⵖ. ⴰⵔⴰ ⴷⴰⵖ ⴷⴼⴼⵉⵔ ⵉⵎⵉⴽ, ⵏⵖ ⵖⵔ ⵉ 3737.
gateway-too-long = ⵜⵖⵣⵣⵉⴼ ⴱⴰⵀⵔⴰ ⵜⴱⵔⴰⵜ ⵏⵏⴽ. ⴰⵔⴰ ⴷⴷⴰⵡ { $limit } ⵏ ⵉⵙⴽⴽⵉⵍⵏ, ⵄⴰⴼⴰⴽ.
gateway-empty = ⵓⵔ ⵉⵍⵍⵉ ⴽⵔⴰ ⴳ ⵜⴱⵔⴰⵜ ⵏⵏⴽ. ⴰⵔⴰ ⴰⵙⵇⵙⵉ ⵏⵏⴽ, ⵄⴰⴼⴰⴽ.
gateway-too-many = ⵜⵓⵔⵉⴷ ⴽⵉⴳⴰⵏ. ⵇⵇⵍ ⵉⵎⵉⴽ, ⴰⵔⴰ ⴷⴰⵖ.
gateway-page-title = ⵛⵓⴱⴱⴰⴽ, ⵍⴱⵉⵔⵓ ⵏ ⵍⵉⴷⴰⵔⴰ
gateway-page-intro = ⴰⵔⴰ ⴰⵙⵇⵙⵉ ⵏⵏⴽ ⵖⴼ ⵍⵡⵔⴰⵇ ⵏ ⵍⵉⴷⴰⵔⴰ, ⵙ ⵜⵓⵜⵍⴰⵢⵜ ⵍⵍⵉ ⵜⵔⵉⴷ.
gateway-page-placeholder = ⴰⵔⴰ ⴰⵙⵇⵙⵉ ⵏⵏⴽ
gateway-page-send = ⴰⵣⵏ
gateway-page-new = ⴰⵎⵙⴰⵡⴰⵍ ⴰⵎⴰⵢⵏⵓ
gateway-page-offline = ⵓⵔ ⵉⵍⵍⵉ ⵔⵔⵉⵣⵓ. ⵉⵖ ⴷ ⵢⵓⵔⵔⵉ, ⴰⴷ ⵜⴷⴷⵓ ⵜⴱⵔⴰⵜ ⵏⵏⴽ.
gateway-page-label = ⴰⵎⵙⴰⵡⴰⵍ
gateway-page-language = ⵜⵓⵜⵍⴰⵢⵜ
gateway-page-you = ⴽⵢⵢⵉⵏ
gateway-page-assistant = ⵛⵓⴱⴱⴰⴽ
gateway-page-waiting = ⵔⴰⴷ ⴰⴽ ⵔⴰⵔⵖ…
