payment-unavailable = Maymkench tkhelles mn hna, w 3emri maghadi ntleb mennek lacarte bancaire. N9der ngoul lik b ch7al la démarche w fin tkhelles.
human = Kayn chi 7ed y9der yjawbek: 3eyyet l 3737 (tawjih l'idari). Mazal man9derch ndewwez lik chi agent hna.
emergency = Kayn chi khatar? 3eyyet daba:
    • Lboulis: 19 (112 mn lportable)
    • Ljadarmiya: 177
    • Lpompiya w l'ambulance: 15
    • L3yalat da7aya dyal l3onf: 8350
    • Drari sghar f khatar: 2511

# Buttons of "I am not sure, did you mean": one for each service that a citizen may have meant, at most 20 characters.
intent-book-appointment = Nakhod rendez-vous
intent-manage-appointment = Rendez-vous dyali
intent-track-dossier = Fin wsel dossier
intent-subscribe-updates = 3elmouni mn be3d
intent-order-document = Ntleb wer9a
intent-pay-online = Nkhelles mn hna
intent-file-complaint = Ndir chikaya
intent-find-office = N9elleb 3la biro
intent-calculate-vehicle-tax = N7seb lavignette
intent-simulate-social-aid = N7seb da3m dyali
intent-ask-my-data = Lm3loumat dyali
intent-human = Nehder m3a agent
intent-help = Kifach khddam
intent-ask-languages = Loghat
