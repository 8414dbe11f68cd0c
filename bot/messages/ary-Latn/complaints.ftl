# Complaints and reports (actions/complaints).
form-complaints = chikaya
complaint-ask-aim = Chikaya jdida, wla n3awdo n7ello chi we7da 9dima?
complaint-help-aim = Ila jawbouk 3la lmochkil w ma t7ellch, n9der n3awed n7ell chikaya.
complaint-aim-new = Jdida
complaint-aim-reopen = N3awdo we7da 9dima
complaint-ask-text = Chno wa9e3? 3awed liya b hdertek.
complaint-help-text = Goul chno lmochkil, matalan « lbola dyal zen9a tafya hadi chher ».
complaint-label-text = Lmochkil
complaint-text-too-short = Zidni chwiya: chno wa9e3?
complaint-text-too-long = Chokran, walakin twila 3liya bezzaf (l7orouf mayfoutouch { $most }). Goul ghir lmohim: chno, w men imta.
complaint-ask-category = 3la chno had chikaya?
complaint-help-category = Khtar li 9rib. Ila makayn walo monasib, khtar « Chi 7aja khra ».
complaint-label-category = Lmawdo3
complaint-category-lighting = Ddow dyal zen9a
complaint-category-waste = Zzbel
complaint-category-road = Tri9
complaint-category-water = Lma
complaint-category-sewer = Lwad l7ar
complaint-category-electricity = Ddow (tricinti)
complaint-category-noise = Ssda3
complaint-category-pollution = Pollution
complaint-category-animals = Klab dalla
complaint-category-space = Trottoir w jardat
complaint-category-building = Lbni
complaint-category-file = Dossier t3ettel
complaint-category-conduct = Lmo3amala
complaint-category-corruption = Rechwa
complaint-category-service = Sbitar mdrasa tobis
complaint-category-trade = Taman w tijara
complaint-category-other = Chi 7aja khra
complaint-ask-dossier = Chno howa ra9m dossier dyalek, ila kan 3endek?
complaint-help-dossier = Katel9ah f lwsel. Ila ma3endekch, goul « la ».
complaint-label-dossier = Dossier
complaint-button-no-number = Ma3endich
complaint-ask-where = Fin bdebt? Kteb zen9a w l7ouma, wla sifet lblassa dyalek.
complaint-help-where = Matalan « zen9a 12, 9eddam lmdrasa, hay salam ». W t9der tsifet lblassa men téléphone.
complaint-ask-office = F achmen idara wla masla7a?
complaint-help-office = Matalan « bureau d’état civil » wla « mo9ata3a 3 ».
complaint-label-where = Lblassa
complaint-where-too-short = Kteb kter men hadchi: zen9a, l7ouma wla lmasla7a.
complaint-where-too-long = Twila bezzaf (l7orouf mayfoutouch { $most }). Ghir lblassa.
complaint-near = lblassa li tsiftat, 7da { $place }
complaint-ask-town = F achmen mdina wla jama3a?
complaint-help-town = Kteb smiyt lmdina wla ljama3a, matalan Fes.
complaint-label-town = Lmdina
complaint-which-town = F achmen mdina men hado?
complaint-ask-photo = Wach 3endek chi tswira? Sifetha, wla nkemlo blaha.
complaint-help-photo = Tswira kat3awen bach nel9aw lblassa, walakin machi darouriya. Sifetha wla goul « la ».
complaint-label-photo = Tswira
complaint-button-no-photo = Bla tswira
complaint-photos =
    { $count ->
        [zero] { $count } tswira
        [one] tswira we7da
        [two] jouj tsawer
        [few] { $count } d tsawer
        [many] { $count } tswira
       *[other] { $count } tswira
    }
complaint-ask-identity = B smiytek, wla bla ma y3erfouk?
complaint-help-identity = Bla smiya: la smiya la ra9m, w 7etta 7aja makaterbet chikaya b had lmo7adata. B smiytek y9dro yjawbouk.
complaint-label-identity = Tawqi3
complaint-identity-named = B smiyti
complaint-identity-anonymous = Bla smiya
complaint-ask-name = Chno hiya smiya w lkenya dyalek?
complaint-help-name = Kteb smiya w men be3d lkenya.
complaint-label-name = Smiya
complaint-name-wrong = Hadi machi smiya. Kteb smiya w lkenya bla ar9am.
complaint-ask-phone = Chi ra9m fin yjawbouk? W bih katbeyyen belli chikaya dyalek.
complaint-help-phone = Kteb ra9m dyalek, matalan 06 00 00 00 01, wla goul « la ».
complaint-label-phone = Téléphone
complaint-phone-wrong = Had ra9m machi howa hadak. Ktebo kamel, matalan 06 00 00 00 01, wla goul « la ».
complaint-button-no-phone = Bla ra9m
complaint-ask-reference = Chno howa ra9m chikaya li bghiti n3awdo n7ello?
complaint-help-reference = Kaybda b RC w l3am, 3tinah lik melli 7ettitiha.
complaint-label-reference = Ra9m
complaint-reference-wrong = Kayn chi ghalat f had ra9m. Ktebo kif khditih: RC, l3am, w men be3d seb3a d l7orouf wla l2ar9am.
complaint-ask-reason = 3lach n3awdo n7elloha? Goul chno li ma t7ellch.
complaint-help-reason = Matalan « lbola 3awed tfat ».
complaint-label-reason = Sabab
complaint-reason-too-short = Zidni chwiya: chno li ma t7ellch?
complaint-reason-too-long = Twila bezzaf (l7orouf mayfoutouch { $most }). Goul ghir lmohim.
complaint-receipt =
    Safi tsejlat: { $category }. Ra9m dyalek: { $reference }
    L2ajal lmo3lana dyal chikayat (khassek tt2akked): katwsel l l2idara lme3niya f { $forward } youm ka 7edd a9sa, w ljawab f { $days } youm ka 7edd a9sa, ya3ni 9bel { $due }.
complaint-keep = Khelli had ra9m 3endek bach tebba3 chikaya. Ila majawboukch: chikaya.ma wla 3737.
complaint-keep-anonymous = Rah bla smiya: had ra9m howa tri9 lwa7ida liha. Ila makan jawab: chikaya.ma wla 3737.
complaint-button-track = Ntebba3ha
complaint-unknown = Mal9itch chi chikaya ra9mha { $reference }.
complaint-still-open = Chikaya { $reference } mazal m7loula. L2ajal lmo3lan dyal ljawab (khassek tt2akked): { $days } youm, 7etta l { $due }.
complaint-reopened = Chikaya { $reference } t3awdat t7ellat, w m3aha hdertek. L2ajal lmo3lan dyal ljawab (khassek tt2akked): { $days } youm, 7etta l { $due }.
