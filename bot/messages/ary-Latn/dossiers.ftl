form-track-dossier = fin wsel dossier dyalek
form-subscribe-updates = jdid dyal dossier dyalek

dossiers-ask-reference = Chno hiya nemra dyal dossier dyalek? Rah mektouba f récépissé, b7al { $example }.
dossiers-help-reference = Chouf lwer9a wla l message li 3tawk melli 7ettiti dossier: fih nemra b7al { $example }. Ktebha hna, ma kayhemmch les majuscules wla les tirets.
dossiers-label-reference = Nemra dyal dossier
dossiers-several-references = Kanchouf bezzaf dyal nmari. Sifet we7da bou7edha: achmen dossier bghiti tebbe3?
dossiers-miswritten-reference = Had nemra mektouba ghalat: na9es fiha chi 7erf wla tbeddel. Choufha mezyan f récépissé w 3awed sifetha.
dossiers-no-reference = Hadi machi nemra dyal dossier. Kteb li f récépissé.
dossiers-not-card-nor-phone = Hadi nemra dyal lacarte wla dyal téléphone. Lewwel khassni nemra dyal dossier li mektouba f récépissé.
dossiers-no-photo = Makan9rach tsawer. Kteb liya nemra li f récépissé.
dossiers-gone = Mab9itch l9it had dossier. T2akked mn nemra.

dossiers-file = Dossier { $reference }
dossiers-subject = Dyal: { $subject }
dossiers-state = L7ala: { $status }, mn { $since } ({ $days ->
    [0] lyoum
    [one] nhar wa7ed
    [two] youmayn
    [few] { $days } iyyam
   *[other] { $days } youm
}).
dossiers-appointment = Nhar: { $day } m3a { $hour }.
dossiers-missing = { $count ->
    [one] Na9sa wer9a we7da:
    [two] Na9sin jouj wra9:
    [few] Na9sin { $count } dyal lwra9:
   *[other] Na9sin { $count } wer9a:
}
dossiers-reason = Sabab li 3taw: { $reason }
dossiers-office = Guichet: { $office }
dossiers-limit = T7ett nhar { $lodged }. L9anoun 55-19 kay3ti l l2idara { $limit } youm 3la l2aktar: khass ljawab ykoun 9bel ma ysali nhar { $deadline }.
dossiers-limit-passed = T7ett nhar { $lodged }. Dak { $limit } youm dyal l9anoun 55-19 salat nhar { $deadline }. F l7wayej li kaygoul fihom l9anoun hadchi, ila sektat l2idara rah b7al ila 9eblat: 7afed 3la récépissé, howa dalil dyalek.

dossiers-status-received = twesslo bih w mazal machafouhch
dossiers-status-incomplete = na9es
dossiers-status-in-progress = rahom kaychoufo fih
dossiers-status-approved = t9bel w mazal mawjed
dossiers-status-ready = wajed, t9der takhdo
dossiers-status-closed = sala
dossiers-status-refused = trfed
dossiers-status-cancelled = tlgha
dossiers-status-booked = me7jouz
dossiers-status-answered = jawbo 3lih

dossiers-next-wait = Daba ma3endek madir.
dossiers-next-insist = Sir l guichet b récépissé w tleb ljawab, wla dir chikaya: hna, wla f chikaya.ma, wla f 3737.
dossiers-next-complete = Jib li na9es m3a récépissé. L2idara ma3endhach l7e9 tleb lwra9 na9sin ghir merra we7da (l9anoun 55-19).
dossiers-next-wait-for-ready = Ma3endek madir: tsenna 7ta youjed.
dossiers-next-collect = Douz khoudo mn guichet b récépissé dyalek.
dossiers-next-contest = Ila refdo khasshom y3tiw sabab (l9anoun 55-19). Ila mabghitich t9bel, dir chikaya: hna, wla f chikaya.ma, wla f 3737.
dossiers-next-come = Ji f lwe9t w m3ak lwra9 dyalek.
dossiers-next-reopen = Ila ma3jbekch had ljawab, goulha liya: n9edro n3awdo n7ello chikaya.
dossiers-next-nothing = Safi, mab9a maydar.

dossiers-subscribed = Safi 9eyyedtha: ghadi nkteb lik hna melli yt7errek { $reference }. Lyoum: { $status }.
dossiers-unsubscribed = Wakha, maghadich nb9a nkteb lik 3la { $reference }.
dossiers-over = Mab9ach ghadi yt7errek: makayn ma n3elmek bih.

dossiers-button-notify = 3elmni b jdid
dossiers-button-stop = Mat3elmnich
dossiers-button-complain = Ndir chikaya
dossiers-button-reopen = N3awed n7el chikaya
dossiers-button-appointment = Rendez-vous dyali
