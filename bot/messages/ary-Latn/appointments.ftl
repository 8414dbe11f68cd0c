form-book-appointment = rendez-vous li konna kanakhdo
form-manage-appointment = rendez-vous dyalek
appointment-ask-purpose = 3lach bghiti rendez-vous?
appointment-help-purpose = Goul liya chno baghi t9di, b7al "lacarte" wla "passeport".
appointment-label-purpose = Démarche
appointment-ask-procedure = Achmen 7ala dyalek? Lewra9 3la 7sabha.
appointment-help-procedure = Khtar l7ala li b7al dyalek: lewel merra, tejdid, da3et…
appointment-ask-place = F achmen mdina wla 7ouma? T9der tsifet lblasa dyalek.
appointment-help-place = Kteb smiyt lmdina wla l7ouma, b7al "Rabat Agdal".
appointment-abroad = Makankhodch rendez-vous dyal l9onsoliyat: hadak f rdv.consulat.ma. L chi bureau f lmaghrib, goul liya chno bghiti.
appointment-which-place = Kaynin bezzaf b had smiya. Achmen wa7ed?
appointment-unknown-place = Ma3reftch had lblasa. Kteb smiyt chi mdina, wla sifet lblasa dyalek.
appointment-no-office = Makayn 7ta bureau kay3ti rendez-vous mn hna l hadchi. Sir l guichet bla rendez-vous, wla sewwel chi agent.
appointment-ask-office =
    Achmen bureau ywalmek?
    { $lines }
appointment-ask-office-elsewhere =
    Makaynch bureau b7al hada temma. Li 9rab:
    { $lines }
    Achmen wa7ed ywalmek?
appointment-office-line =
    • { $name }{ $address ->
        [none] {""}
       *[other] {", "}{ $address }
    } ({ $kilometres } km)
appointment-label-office = Bureau
appointment-office-gone = Had lbureau ma b9ach kay3ti rendez-vous.
appointment-ask-day = Achmen nhar? Ha lyamat l9rab li khawyin. T9der tekteb chi nhar akhor.
appointment-help-day = Kteb chi nhar, b7al "letnin" wla "ghedda" wla "15/01".
appointment-label-day = Nhar
appointment-no-day = Had lbureau 3amer chehrayn jjayin kamlin. Y9der y3awnek chi agent, wla khtar bureau akhor.
appointment-impossible-day = Had nhar makaynch f lyawmiya. Achmen nhar bghiti?
appointment-day-past = Had nhar fat. Achmen nhar bghiti?
appointment-day-too-late-today = Ma b9ach ymken takhod l lyoum ({ $day }). Achmen nhar akhor?
appointment-day-too-far = Hada b3id bezzaf: ymken takhod 7ta l { $last }. Achmen nhar?
appointment-day-holiday = { $day } 3otla ({ $holiday }). Achmen nhar akhor?
appointment-day-closed = Lbureau sadd { $day }. Achmen nhar akhor?
appointment-day-full = Ma b9at blasa nhar { $day }. Ha lyamat lkhawyin mn be3do.
appointment-nothing-then = Makaynch blasa f had lyamat. Ha lkhawi mn be3d.
appointment-day-estimated = 3andak: y9der ysadef had nhar wla li 7dah l3id wla ramadan, 3la 7sab lhilal. Lwe9t y9der ytbeddel.
appointment-ask-time = M3a ch7al, { $day }? T9der tekteb sa3a.
appointment-label-time = Sa3a
appointment-time-outside-hours = Lbureau sadd f had lwe9t. Kay7ell dak nhar: { $hours }. M3a ch7al?
appointment-time-taken = { $time } ma khawyach. Lwe9t l9rib li khawi:
appointment-time-nothing-then = Makayn walo khawi f dak lwe9t. Swaye3 lkhawyin dak nhar:
appointment-ask-name = B smiyt chkoun? Kteb smiya w knya.
appointment-help-name = Hiya smiya li ghadi y3eyto 3liha f guichet.
appointment-label-name = Smiya
appointment-name-wrong = Kteb ghir smiya w knya, b l7orof ({ $most } 3la l2aktar).
appointment-ask-phone = Wach t3ti chi nemra bach nl9awk w nl9aw rendez-vous? Ghir ila bghiti.
appointment-help-phone = Kteb chi nemra maghribiya, b7al 06…, wla goul la.
appointment-label-phone = Téléphone
appointment-phone-no-phone = Hadi machi nemra kan3refha. 3awed ktebha, wla kemmel bla biha.
appointment-button-no-phone = Bla nemra
appointment-weekday-1 = letnin
appointment-weekday-2 = tlat
appointment-weekday-3 = larbe3
appointment-weekday-4 = lkhmis
appointment-weekday-5 = jjem3a
appointment-weekday-6 = sebt
appointment-weekday-7 = l7edd
appointment-day-title = { $weekday } { $day }
appointment-moment = { $day } m3a { $time }
appointment-purpose-identity-card = Lacarte nationale
appointment-purpose-passport = Passeport
appointment-purpose-civil-status = L7ala lmadaniya
appointment-purpose-residence = Sokna
appointment-purpose-legalisation = Légalisation
appointment-purpose-criminal-record = Casier judiciaire
appointment-purpose-social-register = Da3m w sijillat
appointment-purpose-social-security = CNSS
appointment-purpose-vehicle-tax = La vignette
appointment-line = { $what }: { $moment }, { $office } ({ $reference })
appointment-booked =
    Safi, rendez-vous tkhad.
    Nemra: { $reference }
    { $what }
    Imta: { $moment }
    Fin: { $office }{ $address ->
        [none] {""}
       *[other] {", "}{ $address }
    }
    Khelli had nemra 3endek w werriha f guichet.
appointment-papers-unknown = Ma3endich la liste dyal lewra9 l hadchi: sewwel f guichet wla 3eyyet l 3737.
appointment-reminded = Ghadi nfekkrek nhar 9bel.
appointment-sample = (Mital: had lbureau machi dyal besse7, ghir l tajriba. Ma tkhad 7ta rendez-vous 7a9i9i.)
appointment-slot-taken = Chi wa7ed akhor 3ad khda had lblasa. Mazal ma tkhad lik walo.
appointment-held-already =
    3endek rendez-vous mn 9bel, w maymkench tzid wa7ed akhor:
    { $line }
    T9der tbeddlo wla tlghih.
appointment-button-manage = Rendez-vous dyali
appointment-button-book = Nakhod rendez-vous
appointment-mine =
    Rendez-vous dyalek:
    { $lines }
appointment-ask-appointment = Achmen wa7ed?
appointment-ask-reference = Makanchouf 7ta rendez-vous tkhad mn had lconversation. Ila 3endek chi wa7ed, kteb nemra dyalo (RV-…).
appointment-unknown-reference = Hadi machi nemra dyal rendez-vous. Katkoun b7al RV-2026-ABC1234: chouf mezyan koll 7erf.
appointment-label-appointment = Rendez-vous
appointment-ask-wish-for = Chno bghiti dir bih?
appointment-help-wish-for = T9der tkhtar nhar akhor, wla tlghih, wla tkhellih kif ma howa.
appointment-label-wish-for = Chno ndir
appointment-wish-for-move = Nbeddel lwe9t
appointment-wish-for-cancel = Nlghih
appointment-wish-for-keep = Nkhellih
appointment-confirm-cancel =
    Nlghi had rendez-vous?
    { $line }
    Lblasa ghadi yddiha chi wa7ed akhor.
appointment-confirm-move =
    Nbeddel had rendez-vous?
    { $line }
    Lwe9t jdid: { $moment }.
appointment-gone = Had rendez-vous ma b9ach: tlgha wla fat.
appointment-kept =
    Wakha, ghadi yb9a kif ma howa:
    { $line }
appointment-cancelled = Rendez-vous { $reference } tlgha.
appointment-moved = Safi tbeddel. Rendez-vous { $reference }: { $moment }, { $office }.
appointment-file-calendar = L agenda dyali
appointment-file-qr = Code bach twerrih
appointment-calendar-summary = Rendez-vous: { $office }
appointment-calendar-number = Nemra li twerri f guichet: { $reference }
appointment-reminder = Bach ma tnsach: rendez-vous ghedda, { $moment }, { $office }. Nemra { $reference }. Bach tbeddel wla tlghi, kteb liya.
