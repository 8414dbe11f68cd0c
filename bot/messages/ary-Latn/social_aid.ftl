form-social-aid = l7sab dyal da3m lmoubachir
social-aid-ask-children = Ch7al mn derri 3endo 20 3am wla 9ell saken m3ak? Mam7tajch smiya wla ra9m dyal la carte.
social-aid-help-children = 7seb ghir drari li 3endhom 20 3am wla 9ell w saknin m3ak. Jaweb b ra9m b7al "3", wla "walo".
social-aid-label-children = Ch7al mn derri
social-aid-none-button = Ma3endi drari
social-aid-children-impossible = Jaweb b ra9m s7i7 dyal drari, mn 0 7tta { $most }.
social-aid-ask-ages = { $count ->
    [one] Ch7al f 3omro had derri?
    [two] Ch7al f 3omrhom b jouj? Matalan: 4 w 7 snin.
   *[other] Ch7al f 3omr kol wa7ed mn had { $count } d drari? Matalan: 4 w 7 w 15 3am.
}
social-aid-help-ages = Kteb l3omr dyal kol derri b l3wam, wa7ed mora wa7ed: 4, 7, 15. Rdi3 li mazal makemmelch 3am, kteb lih 0.
social-aid-label-ages = L2a3mar
social-aid-age-impossible = Kayn chi 3omr maymkench. Kteb l3omr dyal kol derri b l3wam, matalan 4, 7, 15.
social-aid-ages-count = { $count ->
    [one] 9rit 3omr wa7ed, w 3endek { $children } d drari.
   *[other] 9rit { $count } d l2a3mar, w 3endek { $children } d drari.
} Kteb l3omr dyal kol wa7ed, matalan 4, 7, 15.
social-aid-ask-school = { $count ->
    [one] Derri li 3endo bin 6 w 20 3am, wach kay9ra?
   *[other] { $count } 3endhom bin 6 w 20 3am: ch7al mnhom kay9ra?
}
social-aid-help-school = Li kay9ra kayakhod kter. Jaweb "kolhom", wla "7ta wa7d", wla b ra9m.
social-aid-label-school = Li kay9raw
social-aid-school-impossible = { $count ->
    [one] Ghir wa7ed li 3endo bin 6 w 20 3am: wach kay9ra, ah wla la?
   *[other] { $count } li 3endhom bin 6 w 20 3am: ch7al mnhom kay9ra?
}
social-aid-all-button = Kolhom
social-aid-nobody-button = 7ta wa7d
social-aid-yes-button = Ah
social-aid-no-button = La
social-aid-for = { $count ->
    [one] Derri wa7ed (l3omr: { $ages }).
    [two] Jouj drari (l3omr: { $ages }).
   *[other] { $count } d drari (l3omr: { $ages }).
}
social-aid-estimate = T9dir dyal { $year }: { $sum } dh f chher l l3a2ila.
social-aid-estimate-range = T9dir dyal { $year }: bin { $low } w { $high } dh f chher l l3a2ila, 3la 7sab tertib dyal kol derri.
social-aid-part = { $number } × { $sum } dh
social-aid-least = Hadi a9ell 7aja kat3ta l l3a2ila.
social-aid-too-old = { $count ->
    [one] Wa7ed fat { $last } 3am, makayt7sebch.
   *[other] { $count } fato { $last } 3am, makayt7sbouch.
}
social-aid-too-many = Kayt7sbo { $most } d drari 3la l2aktar.
social-aid-older-amounts = Mazal ma3endich lmabaligh dyal { $year }: 7sebt b dyal { $known }.
social-aid-no-amounts = Ma3endich lmabaligh dyal had l3am.
social-aid-conditions = Khass lmo2achir dyal RSU mayfoutch { NUMBER($threshold, maximumFractionDigits: 7) }, tkoun saken f lmeghrib, makatcheddouch allocations familiales wla ta9a3od, w maykounch chi mowaddaf dyal dawla f dar.
social-aid-special = Derri li 3endo i3a9a wla ytim l2ab kayakhod kter: ANSS tgoul lik ch7al.
social-aid-birth = Lwilada: kayna min7a 3la { $births } lwiladat lwlin, katteleb 9bel { $months } chhor. Ma3endich mablagh m2akked.
social-aid-unknown = Hada ghir t9dir: makanchouf la lmo2achir dyalek la dossier, w ANSS hiya li kat9errer.
social-aid-index-below = Lmo2achir { NUMBER($index, maximumFractionDigits: 7) }: mafayetch l3ataba dyal da3m lmoubachir ({ NUMBER($threshold, maximumFractionDigits: 7) }). Kol ma n9es, l3a2ila me7taja kter.
social-aid-index-above = Lmo2achir { NUMBER($index, maximumFractionDigits: 7) }: fayet l3ataba dyal da3m lmoubachir ({ NUMBER($threshold, maximumFractionDigits: 7) }), ya3ni makaynch da3m ma dam tale3. W kayt3awed yt7seb kol merra katbeddel ma3loumat RSU.
social-aid-threshold = Lmo2achir dyal RSU khasso mayfoutch { NUMBER($threshold, maximumFractionDigits: 7) }.
social-aid-tadamon = Bach tdkhel f AMO Tadamon, lmo2achir khasso mayfoutch { NUMBER($threshold, maximumFractionDigits: 7) }.
social-aid-tadamon-below = Lmo2achir { NUMBER($index, maximumFractionDigits: 7) }: mafayetch l3ataba dyal AMO Tadamon ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-tadamon-above = Lmo2achir { NUMBER($index, maximumFractionDigits: 7) }: fayet l3ataba dyal AMO Tadamon ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-to-be-checked = Had l3ataba mam2akkdahach chi safha rasmiya: t2akked f CNSS.
social-aid-stopped = L2asbab li katkoun bezzaf: lmo2achir fayet l3ataba, wla khdma wla ta9a3od wla allocations familiales msr7in bihom, wla ma3loumat ghaltin f RSU. Makanchoufch dossier dyalek.
social-aid-contest = Rfdouk wla kayn chi ghalat? Dir chikaya f asd.ma 9bel { $within } youm, w kayjawbok f { $reply } youm; lma3louma lghalta katse77e7 f RSU.
social-aid-contest-to-be-checked = (Had l2ajal mn masdar wa7ed: khass tt2akked.)
social-aid-housing = Hna kan7seb ghir da3m ijtima3i lmoubachir. Da3m sakane rah da3m akhor.
social-aid-full-button = Kolchi 3la da3m
social-aid-housing-button = Da3m sakane
