language-changed = D’accord, je continue en français.
language-which = Quelle langue voulez-vous ? Je parle français, arabe, darija, tamazight et anglais.
languages = Je lis et j’écris le français, l’arabe, la darija (en lettres arabes ou latines), le tamazight (en tifinagh ou en lettres latines) et l’anglais. Écrivez dans la langue que vous voulez.
unserved-language =
    Je ne connais pas encore cette langue. Je parle :
    لا أعرف هذه اللغة بعد. أتكلم:
    français, العربية, الدارجة, darija, ⵜⴰⵎⴰⵣⵉⵖⵜ, tamaziɣt, English
