# Not yet reviewed by a native speaker.

language-changed = ⵡⴰⵅⵅⴰ, ⴰⴷ ⵙⵉⵡⵍⵖ ⵙ ⵜⵎⴰⵣⵉⵖⵜ.
language-which = ⵎⴰⵏ ⵜⵓⵜⵍⴰⵢⵜ ⵜⵔⵉⴷ? ⵙⵙⵏⵖ ⵜⴰⴼⵔⴰⵏⵙⵉⵙⵜ, ⵜⴰⵄⵔⴰⴱⵜ, ⴷⴷⴰⵔⵉⵊⴰ, ⵜⴰⵎⴰⵣⵉⵖⵜ ⴷ ⵜⵏⴳⵍⵉⵣⵜ.
languages = ⵙⵙⵏⵖ ⴰⴷ ⵖⵔⵖ ⴷ ⴰⴷ ⴰⵔⵖ ⵜⴰⴼⵔⴰⵏⵙⵉⵙⵜ, ⵜⴰⵄⵔⴰⴱⵜ, ⴷⴷⴰⵔⵉⵊⴰ (ⵙ ⵉⵙⴽⴽⵉⵍⵏ ⵏ ⵜⵄⵔⴰⴱⵜ ⵏⵖ ⵏ ⵜⴼⵔⴰⵏⵙⵉⵙⵜ), ⵜⴰⵎⴰⵣⵉⵖⵜ (ⵙ ⵜⴼⵉⵏⴰⵖ ⵏⵖ ⵙ ⵉⵙⴽⴽⵉⵍⵏ ⵏ ⵜⴼⵔⴰⵏⵙⵉⵙⵜ) ⴷ ⵜⵏⴳⵍⵉⵣⵜ. ⴰⵔⴰ ⵙ ⵜⵓⵜⵍⴰⵢⵜ ⵍⵍⵉ ⵜⵔⵉⴷ.
unserved-language =
    Je ne connais pas encore cette langue. Je parle :
    لا أعرف هذه اللغة بعد. أتكلم:
    français, العربية, الدارجة, darija, ⵜⴰⵎⴰⵣⵉⵖⵜ, tamaziɣt, English
