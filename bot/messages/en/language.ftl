language-changed = All right, I’ll go on in English.
language-which = Which language would you like? I speak French, Arabic, Darija, Tamazight and English.
languages = I read and write French, Arabic, Darija (in Arabic or Latin letters), Tamazight (in Tifinagh or Latin letters) and English. Write in the language you like.
unserved-language =
    Je ne connais pas encore cette langue. Je parle :
    لا أعرف هذه اللغة بعد. أتكلم:
    français, العربية, الدارجة, darija, ⵜⴰⵎⴰⵣⵉⵖⵜ, tamaziɣt, English
