# Not yet reviewed by a native speaker.

gateway-trouble = ⵉⵍⵍⴰ ⴽⵔⴰ ⵏ ⵍⵎⵓⵛⴽⵉⵍ. ⵜⴰⴱⵔⴰⵜ ⵏⵏⴽ ⵜⵍⵍⴰ ⵖⵓⵔⵏⵖ. ⵉⵖ ⵉⴼⵔⴰ, ⴰⴷ ⴰⴽ ⵏⵊⴰⵡⴱ.
gateway-given-up = ⵙⵙⵓⵔⴼ ⵉⵢⵉ, ⵓⵔ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴽ ⵊⴰⵡⴱⵖ. ⴰⵔⴰ ⴷⴰⵖ ⴷⴼⴼⵉⵔ ⵉⵎⵉⴽ, ⵏⵖ ⵖⵔ ⵉ 3737.
gateway-too-long = ⵜⵖⵣⵣⵉⴼ ⴱⴰⵀⵔⴰ ⵜⴱⵔⴰⵜ ⵏⵏⴽ. ⴰⵔⴰ ⴷⴷⴰⵡ { $limit } ⵏ ⵉⵙⴽⴽⵉⵍⵏ, ⵄⴰⴼⴰⴽ.
gateway-empty = ⵓⵔ ⵉⵍⵍⵉ ⴽⵔⴰ ⴳ ⵜⴱⵔⴰⵜ ⵏⵏⴽ. ⴰⵔⴰ ⴰⵙⵇⵙⵉ ⵏⵏⴽ, ⵄⴰⴼⴰⴽ.
gateway-too-many = ⵜⵓⵔⵉⴷ ⴽⵉⴳⴰⵏ. ⵇⵇⵍ ⵉⵎⵉⴽ, ⴰⵔⴰ ⴷⴰⵖ.
gateway-closed = ⵉⴱⴷⴷ ⵍⴱⵔⵏⴰⵎⴰⵊ ⵖⵉⵍⴰⴷ. ⵉⵖ ⵖⵓⵔⴽ ⴰⵙⵇⵙⵉ ⵖⴼ ⵍⵉⴷⴰⵔⴰ, ⵖⵔ ⵉ 3737.
gateway-stop = ⵡⴰⵅⵅⴰ, ⵓⵔ ⵔⴰⴷ ⴰⴽ ⴰⵣⵏⵖ ⴽⵔⴰ ⵖⵉⴷ. ⵉⵖ ⵜⵔⵉⴷ ⴰⴷ ⵜⵓⵔⵔⵉⴷ, ⴰⵔⴰ START.
gateway-start = ⵡⴰⵅⵅⴰ, ⵔⴰⴷ ⴰⴽ ⴰⵣⵏⵖ ⵜⵉⴱⵔⴰⵜⵉⵏ ⴷⴰⵖ. ⵎⴰ ⵉⴳⴰⵏ ⴰⵙⵇⵙⵉ ⵏⵏⴽ?
gateway-unreadable = ⵓⵔ ⵣⵎⵉⵔⵖ ⴰⴷ ⵖⵔⵖ ⵜⴰⴱⵔⴰⵜ ⴰⴷ. ⴰⵔⴰ ⴰⵙⵇⵙⵉ ⵏⵏⴽ, ⵄⴰⴼⴰⴽ.
gateway-slow = ⵜⵓⵣⵏⴷ ⴽⵉⴳⴰⵏ: ⵔⴰⴷ ⴰⴽ ⵊⴰⵡⴱⵖ ⵢⴰⵜ ⵙ ⵢⴰⵜ.
gateway-more = 1: ⵓⴳⴳⴰⵔ
gateway-list-button = ⵙⵜⵉ
gateway-menu-hint = ⴰⵔⴰ ⵏⵏⵎⵔⴰ.
gateway-media-too-large = ⵉⵎⵇⵇⵓⵔ ⴱⴰⵀⵔⴰ ⵎⴰ ⵜⵓⵣⵏⴷ. ⴰⵔⴰ ⴰⵙⵇⵙⵉ ⵏⵏⴽ, ⵄⴰⴼⴰⴽ.
gateway-media-refused = ⵓⵔ ⵣⵎⵉⵔⵖ ⴰⴷ ⵔⵣⵎⵖ ⵎⴰ ⵜⵓⵣⵏⴷ. ⴰⵔⴰ ⴰⵙⵇⵙⵉ ⵏⵏⴽ, ⵄⴰⴼⴰⴽ.
gateway-media-gone = ⵓⵔ ⵖⵓⵔⵉ ⵎⴰ ⵜⵓⵣⵏⴷ. ⴰⵔⴰ ⴰⵙⵇⵙⵉ ⵏⵏⴽ, ⵏⵖ ⴰⵣⵏ ⵜ ⴷⴰⵖ.
