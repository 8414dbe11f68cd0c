dossiers-unavailable = Mazal man9derch ntebbe3 lik chi dossier. 7afed 3la récépissé dyalek w sewwel f lguichet fin 7ettiti dossier, wla f site dyal l'idara. L9anoun 55-19 7at ajal dyal 60 youm 3la l2aktar.
subscribe-unavailable = Mazal man9derch n3elmek melli yt7errek chi dossier. Sewwel f lguichet wach kaysifto SMS.
appointments-unavailable = Mazal man9derch nakhod lik rendez-vous. Dyal lacarte nationale katakhdo mn cnie.ma, w dyal l9onsoliya mn rdv.consulat.ma.
appointments-manage-unavailable = Mazal man9derch nchouf chi rendez-vous wla nbeddel lwe9t dyalo wla nlghih. Dir hadchi f site mnin khditih.
orders-unavailable = Mazal man9derch ntleb chi wer9a f blastek. N9der ngoul lik kifach tjibha: achmen we7da bghiti?
payment-unavailable = Maymkench tkhelles mn hna, w 3emri maghadi ntleb mennek lacarte bancaire. N9der ngoul lik b ch7al la démarche w fin tkhelles.
complaints-unavailable = Mazal man9derch nsejjel lik chi chikaya. T9der t7ettha f chikaya.ma wla f 3737. Ila knti f khatar, 3eyyet l 19 wla 177 wla 15.
offices-unavailable = Mazal man9derch n9elleb lik 3la a9reb bureau. Goul lia achmen démarche bghiti, w ngoul lik l achmen guichet temchi.
vehicle_tax-unavailable = Mazal makan7sebch la vignette, walakin 3endi tarif dyalha kamel.
social_aid-unavailable = Mazal man9derch n7seb lik da3m, wla ngoul lik wach 3endek l7e9 fih. Kan3ref chorot w lmabaligh li mnchourin.
human = Kayn chi 7ed y9der yjawbek: 3eyyet l 3737 (tawjih l'idari). Mazal man9derch ndewwez lik chi agent hna.
emergency = Kayn chi khatar? 3eyyet daba:
    • Lboulis: 19 (112 mn lportable)
    • Ljadarmiya: 177
    • Lpompiya w l'ambulance: 15
    • L3yalat da7aya dyal l3onf: 8350
    • Drari sghar f khatar: 2511
button-vehicle-tax = Tarif la vignette
button-social-aid = Da3m lmoubachir
button-complaint-portal = Nchki f chikaya.ma

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
