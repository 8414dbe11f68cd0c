language-changed = All right, I’ll go on in English.
language-which = Which language would you like? I speak French, Arabic, Darija, Tamazight and English.
languages = I read and write French, Arabic, Darija (in Arabic or Latin letters), Tamazight (in Tifinagh or Latin letters) and English. Write in the language you like.
unserved-language = I don’t know this language yet. I speak: français, العربية, الدارجة, darija, ⵜⴰⵎⴰⵣⵉⵖⵜ, tamaziɣt, English.
