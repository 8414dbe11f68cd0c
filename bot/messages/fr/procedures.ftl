# Names of facets, as they stand in the middle of a sentence.
facet-documents = les papiers à fournir
facet-fee = le prix
facet-delay = le délai
facet-where = le lieu où aller
facet-online = le service en ligne
facet-hours = les horaires
facet-steps = les étapes
facet-conditions = les conditions
facet-validity = la durée de validité
facet-authority = l’administration compétente
facet-appeal = le recours
facet-legal_basis = la base légale

# Headings of answer blocks.
heading-documents = Papiers à fournir
heading-fee = Prix
heading-delay = Délai
heading-where = Où aller
heading-online = En ligne
heading-hours = Horaires
heading-steps = Étapes
heading-conditions = Conditions
heading-validity = Validité
heading-authority = Administration
heading-appeal = En cas de refus
heading-legal_basis = Base légale

answer-block = { $heading } : { $text }
answer-list = { $heading } :
answer-unsure = { $heading } (à vérifier au guichet)
answer-item = • { $text }
answer-item-when = • { $text } ({ $when })
answer-rest = { $count ->
    [one] … et { $count } autre élément.
   *[other] … et { $count } autres éléments.
}
answer-unheld = Je n’ai pas { $facets } pour cette démarche. Demandez au guichet ou appelez le 3737, je peux aussi vous dire comment joindre un agent.
case-unheld = Je n’ai rien sur ce cas précis pour : { $title }. Demandez au guichet ou appelez le 3737. Je peux vous dire ce qui vaut en général.
answer-source = Source : { $host }, vérifié le { $date }.
answer-plain-documents = Apportez : { $items }.
answer-plain-fee = À payer : { $text }.
answer-plain-delay = Il faut attendre : { $text }.
answer-plain-where = Allez à : { $text }.
fee-free = gratuit
fee-amount = { $mad } DH
delay-at-once = tout de suite
delay-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}

which-procedure = De quelle démarche parlez-vous ?
which-one = Laquelle de ces démarches voulez-vous ?
did-you-mean = Je ne suis pas sûr d’avoir compris. Vouliez-vous parler de :
no-such-procedure = Je n’ai pas trouvé cette démarche dans ce que je connais. Écrivez son nom autrement, regardez le menu, ou appelez le 3737.
no-such-option = Ce choix n’existe pas. Touchez un bouton ou écrivez son numéro.
nothing-more = Je vous ai tout dit sur ce point.
no-source-yet = Posez-moi d’abord une question sur une démarche : je vous dirai d’où vient chaque information.
source-of = { $title } : information prise sur { $host } et vérifiée le { $date }.
source-unsure = Certains points restent à vérifier au guichet : { $facets }.
source-confirmed = Elle est confirmée par au moins deux sources.
button-more = La suite
button-documents = Les papiers
button-human = Parler à un agent
button-menu = Menu
button-repeat = Répéter
