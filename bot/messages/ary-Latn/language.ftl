language-changed = Wakha, nkemmel m3ak b darija.
language-which = B achmen logha bghiti nhedro? Kanhder b lfransiya, l3arbiya, darija, tamazight w l'anglais.
languages = Kan9ra w kankteb b lfransiya, l3arbiya, darija (b l7orof dyal l3arbiya wla latin), tamazight (b tifinagh wla latin) w l'anglais. Kteb b logha li bghiti.
unserved-language =
    Je ne connais pas encore cette langue. Je parle :
    لا أعرف هذه اللغة بعد. أتكلم:
    français, العربية, الدارجة, darija, ⵜⴰⵎⴰⵣⵉⵖⵜ, tamaziɣt, English
