greet = Salam! Ana Chobbak, lguichet dyal l'idara f tilifounek. Goul lia achmen démarche bghiti: n3tik lwra9, taman, lmodda w lblassa. Rani programme, machi bnadem.
greet-again = Mer7ba bik 3awtani! Konna kanhedro 3la: { $title }. Nkemmlo, wla 3endek so2al akhor?
goodbye = Bslama, w nharek mebrouk!
thanks = Bla jmil. Wach kayna chi 7aja khra?
smalltalk = Kolchi bikhir, merci! W nta, achmen démarche nchre7 lik?
praise = Merci, fre7tini! Ila 3endek so2al akhor, mer7ba.
insult = Fhemtek, hadchi kay3esseb. Ana dima hna bach n3awnek: goul lia chno khassek, wla hder m3a chi agent.
are-you-robot = Ih, ana programme informatique, machi bnadem. { $administration ->
    [none] Kheddam m3a l'idara li kat9eddem lik had service.
   *[other] Kheddam m3a: { $administration }.
} Les réponses dyali jayin mn des sources publiques, w dima kangoul lik chno homa.
help = Kteb so2al dyalek 3adi, kifma kathder. Matalan: "chno homa lwra9 dyal lacarte nationale?" wla "b ch7al lpasseport?". T9der 7ta tkteb "menu" wla "3awed" wla "chre7 lia" wla "rje3 lor" wla "agent".
menu = Hadchi li n9der nchre7 lik. Khtar, wla kteb smiyt la démarche dyalek.
menu-identity = Lacarte nationale
menu-passport = Lpasseport
menu-civil = 3a9d lizdiyad
menu-residence = Chahadat ssokna
menu-licence = Lpermis
menu-vehicle = La vignette
menu-aid = Da3m ijtima3i
menu-record = Casier judiciaire
