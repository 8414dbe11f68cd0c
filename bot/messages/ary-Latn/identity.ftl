identity-ask-proof = Bach nt2ekdo belli had dossier dyalek: kteb l4 chiffres lekhrin dyal lacarte, wla tarikh lizdiyad dyalek.
identity-help-proof = Hadchi bach 7ta wa7ed akhor maychouf dossier dyalek. Kteb matalan « 0001 » (lekher dyal lacarte) wla « 12/03/1990 » (tarikh lizdiyad).
identity-ask-proof-phone = Bach nt2ekdo belli nta howa: kteb l4 chiffres lekhrin dyal nemra dyal téléphone li 3titi m3a had talab.
identity-help-proof-phone = Hadchi bach 7ta wa7ed akhor maychouf talab dyalek. Kteb matalan « 0001 », lekher dyal nemra dyal téléphone.
identity-no-match = Makayn walo b had référence m3a had lma3louma. Choufhom b jouj, w 3awed kteb li makantch s7i7a.
identity-locked = Bezzaf dyal lmo7awalat. Bach n7miw had dossier khassek tsenna: { $wait }. F guichet y9edro yjawbok daba.
identity-code-sent = Sifet lik code dyal 6 chiffres f SMS, l nemra li katsali b { $tail }. Ktbo hna. Ba9i khddam: { $wait }.
identity-code-alive = Code li sifet lik mazal khddam. Kteb 6 chiffres dyalo.
identity-code-shown = Ghir tejriba: code dyalek howa { $code }. F service l79i9i kaywsel f SMS. Ktbo hna. Ba9i khddam: { $wait }.
identity-code-too-many = Tsifto bezzaf dyal les codes. Khassek tsenna: { $wait }.
identity-code-wrong = Machi hada howa code. Chouf SMS w 3awed ktbo.
identity-code-expired = Had code mab9ach khddam. Tleb wa7ed jdid.
identity-code-shape = Code fih 6 chiffres. Ktebhom kamlin.
identity-help-code = 7ell SMS li 3ad weslatek: fiha 6 chiffres. Ktebhom hna, w mat3tihom l 7ta wa7ed akhor.
identity-no-phone = Makaynach nemra dyal téléphone msejla m3a had dossier: man9derch nsifet lik code, w man9der nwerrik walo hna. Sewwel f guichet, w ddi m3ak lacarte.
identity-no-channel = Man9derch nsifet SMS daba, 3la hadchi man9der nwerrik walo mn had dossier. Sewwel f guichet, w ddi m3ak lacarte.
identity-opted-out = Nemra li msejla m3a had dossier mabaghyach les messages dyalna. Sifet lina START f SMS mn dik nemra, wla sewwel f guichet, w ddi m3ak lacarte.
identity-again = Bach n7miwk, nt2ekdo merra khra belli nta howa.
identity-sms = Chobbak: code { $code }, khddam { $wait }. Mat3tih l 7ta wa7ed.
identity-minutes = { $count ->
    [zero] { $count } d9i9a
    [one] d9i9a we7da
    [two] jouj d9aye9
    [few] { $count } d9aye9
    [many] { $count } d9i9a
   *[other] { $count } d9i9a
}
identity-hours = { $count ->
    [zero] { $count } sa3a
    [one] sa3a we7da
    [two] sa3tayn
    [few] { $count } swaye3
    [many] { $count } sa3a
   *[other] { $count } sa3a
}
identity-button-resend = Code jdid
