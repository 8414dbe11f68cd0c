# Names of facets, as they stand in the middle of a sentence.
facet-documents = lwra9 li khassek tjib
facet-fee = taman
facet-delay = lmodda
facet-where = lblassa fin temchi
facet-online = service en ligne
facet-hours = les horaires
facet-steps = les étapes
facet-conditions = chorot
facet-validity = moddat sala7iya
facet-authority = l'idara lmas2oula
facet-appeal = chno tdir ila rfdo lik
facet-legal_basis = l9anoun li kayttebbe9

# Headings of answer blocks.
heading-documents = Lwra9 li khassek tjib
heading-fee = Taman
heading-delay = Ch7al kayakhod dyal lwe9t
heading-where = Fin temchi
heading-online = En ligne
heading-hours = Les horaires
heading-steps = Les étapes
heading-conditions = Chorot
heading-validity = Moddat sala7iya
heading-authority = L'idara
heading-appeal = Ila rfdo lik
heading-legal_basis = L9anoun

answer-block = { $heading }: { $text }
answer-list = { $heading }:
answer-unsure = { $heading } (khassek tt2akked f lguichet)
answer-item = • { $text }
# The conditions of the catalogue are whole phrases that begin with "ila" themselves.
answer-item-when = • { $text } ({ $when })
answer-rest = { $count ->
    [one] … w mazal 7aja we7da khra.
    [two] … w mazal jouj 7wayej khrin.
    [few] … w mazal { $count } 7wayej khrin.
   *[other] … w mazal { $count } 7aja khra.
}
answer-unheld = Hadchi ma3ndich f had la démarche: { $facets }. Sewwel f lguichet wla 3eyyet l 3737, w n9der 7ta ngoul lik kifach tehder m3a chi agent.
case-unheld = Had l7ala bdebt ma3ndich 3liha ma3loumat f: { $title }. Sewwel f lguichet wla 3eyyet l 3737. W n9der ngoul lik chno kayn b sifa 3amma.
answer-source = Source: { $host }, t2akkedna mennha nhar { $date }.
answer-plain-documents = Jib m3ak: { $items }.
answer-plain-fee = Lflous: { $text }.
answer-plain-delay = Lwe9t: { $text }.
answer-plain-where = Fin temchi: { $text }.
fee-free = fabor
fee-amount = { $mad } dh
delay-at-once = f lblassa
delay-days = { $days ->
    [one] nhar wa7d
    [two] youmayn
    [few] { $days } iyam
   *[other] { $days } youm
}

which-procedure = 3la achmen démarche kathder?
which-one = Achmen we7da f had les démarches bghiti?
did-you-mean = Mamt2akkedch wach fhemtek mezyan. Wach kat9sed:
no-such-procedure = Mal9itch had la démarche f dakchi li kan3ref. Kteb smiytha b tari9a khra, wla chouf l menu, wla 3eyyet l 3737.
no-such-option = Had l choix makaynch. Werrek 3la chi bouton wla kteb nemra dyalo.
nothing-more = Safi, golt lik kolchi 3la had no9ta.
no-source-yet = Sewwelni b3da 3la chi démarche, w ana ngoul lik mnin jat koul ma3louma.
source-of = { $title }: khdina lma3louma mn { $host } w t2akkedna mennha nhar { $date }.
source-unsure = Kaynin chi 7wayej mazal khassek tt2akked mennhom f lguichet: { $facets }.
source-confirmed = Had lma3louma m2akkda mn jouj masadir 3la l2a9al.
button-more = Lba9i
button-documents = Lwra9
button-human = Nehder m3a agent
button-menu = Menu
button-repeat = 3awed
