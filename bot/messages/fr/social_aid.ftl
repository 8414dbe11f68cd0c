form-social-aid = l’estimation de l’aide directe
social-aid-ask-children = Combien d’enfants de 20 ans ou moins vivent avec vous ? Je n’ai besoin ni de nom, ni de CIN.
social-aid-help-children = Comptez seulement les enfants de 20 ans ou moins qui vivent chez vous. Répondez par un nombre, par exemple « 3 », ou « aucun ».
social-aid-label-children = Nombre d’enfants
social-aid-none-button = Aucun enfant
social-aid-children-impossible = Répondez par un nombre entier d’enfants, de 0 à { $most }.
social-aid-ask-ages = { $count ->
    [one] Quel âge a cet enfant ?
   *[other] Quel âge ont ces { $count } enfants ? Par exemple : 4, 7 et 15 ans.
}
social-aid-help-ages = Écrivez l’âge de chaque enfant en années, l’un après l’autre : 4, 7, 15. Pour un bébé de moins d’un an, écrivez 0.
social-aid-label-ages = Âges
social-aid-age-impossible = Un de ces âges n’est pas possible. Écrivez l’âge de chaque enfant en années, par exemple 4, 7, 15.
social-aid-ages-count = { $count ->
    [one] Je lis un âge pour { $children } enfants.
   *[other] Je lis { $count } âges pour { $children } enfants.
} Écrivez l’âge de chacun, par exemple 4, 7, 15.
social-aid-ask-school = { $count ->
    [one] L’enfant de 6 à 20 ans va-t-il à l’école (ou en formation) ?
   *[other] Sur les { $count } enfants de 6 à 20 ans, combien vont à l’école ?
}
social-aid-help-school = Le montant est plus haut pour un enfant scolarisé. Répondez « tous », « aucun » ou un nombre.
social-aid-label-school = À l’école
social-aid-school-impossible = { $count ->
    [one] Un seul enfant a entre 6 et 20 ans : va-t-il à l’école, oui ou non ?
   *[other] Il y a { $count } enfants de 6 à 20 ans : combien vont à l’école ?
}
social-aid-all-button = Tous
social-aid-nobody-button = Aucun
social-aid-yes-button = Oui
social-aid-no-button = Non
social-aid-for = { $count ->
    [one] Un enfant (âge : { $ages }).
   *[other] { $count } enfants (âges : { $ages }).
}
social-aid-estimate = Estimation { $year } : { $sum } DH par mois pour le foyer.
social-aid-estimate-range = Estimation { $year } : entre { $low } et { $high } DH par mois pour le foyer, selon le rang de chaque enfant.
social-aid-part = { $number } × { $sum } DH
social-aid-least = C’est le minimum versé à un foyer.
social-aid-too-old = { $count ->
    [one] Un enfant de plus de { $last } ans ne compte plus.
   *[other] { $count } enfants de plus de { $last } ans ne comptent plus.
}
social-aid-too-many = { $most } enfants au plus sont comptés.
social-aid-older-amounts = Je n’ai pas encore les montants de { $year } : j’ai compté avec ceux de { $known }.
social-aid-no-amounts = Je n’ai pas les montants pour cette année.
social-aid-conditions = Il faut un indice RSU de { NUMBER($threshold, maximumFractionDigits: 7) } au plus, vivre au Maroc, ne recevoir ni allocations familiales ni pension, et n’avoir aucun fonctionnaire au foyer.
social-aid-special = Un enfant handicapé ou orphelin de père donne droit à plus : l’ANSS vous dira combien.
social-aid-birth = Naissance : une prime existe pour les { $births } premières naissances, à demander dans les { $months } mois. Je n’ai pas de montant confirmé.
social-aid-unknown = Ce n’est qu’une estimation : je ne vois ni votre indice ni votre dossier, l’ANSS décide.
social-aid-index-below = Indice { NUMBER($index, maximumFractionDigits: 7) } : il ne dépasse pas le seuil de l’aide directe ({ NUMBER($threshold, maximumFractionDigits: 7) }). Plus il est bas, plus le foyer est modeste.
social-aid-index-above = Indice { NUMBER($index, maximumFractionDigits: 7) } : il dépasse le seuil de l’aide directe ({ NUMBER($threshold, maximumFractionDigits: 7) }), donc pas d’aide tant qu’il reste plus haut. Il est recalculé à chaque mise à jour du RSU.
social-aid-threshold = L’indice RSU doit être de { NUMBER($threshold, maximumFractionDigits: 7) } au plus.
social-aid-tadamon = Pour AMO Tadamon, l’indice RSU doit être de { NUMBER($threshold, maximumFractionDigits: 7) } au plus.
social-aid-tadamon-below = Indice { NUMBER($index, maximumFractionDigits: 7) } : il ne dépasse pas le seuil d’AMO Tadamon ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-tadamon-above = Indice { NUMBER($index, maximumFractionDigits: 7) } : il dépasse le seuil d’AMO Tadamon ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-to-be-checked = Ce seuil n’est pas confirmé par une page officielle : vérifiez auprès de la CNSS.
social-aid-stopped = Les causes les plus fréquentes : indice au-dessus du seuil, emploi, pension ou allocations familiales déclarés, données fausses au RSU. Je ne vois pas votre dossier.
social-aid-contest = Refus ou erreur ? Réclamez sur asd.ma dans les { $within } jours, réponse sous { $reply } jours ; une donnée fausse se corrige au RSU.
social-aid-contest-to-be-checked = (Ces délais viennent d’une seule source : à vérifier.)
social-aid-housing = Ici je n’estime que l’aide sociale directe. L’aide au logement (Daam Sakane) en est une autre.
social-aid-full-button = Tout sur cette aide
social-aid-housing-button = Aide au logement
