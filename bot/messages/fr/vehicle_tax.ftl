form-vehicle-tax = le calcul de la vignette
vehicle-tax-ask-fuel = Quel carburant ?
vehicle-tax-help-fuel = Regardez la carte grise : ES veut dire essence, GO veut dire gasoil (diesel). Répondez par exemple « diesel ».
vehicle-tax-label-fuel = Carburant
vehicle-tax-fuel-petrol = Essence
vehicle-tax-fuel-diesel = Diesel
vehicle-tax-fuel-hybrid = Hybride
vehicle-tax-fuel-electric = Électrique
vehicle-tax-other-fuel = Je n’ai le tarif que pour l’essence, le diesel, l’hybride et l’électrique. Si le véhicule roule aussi à l’un d’eux, choisissez-le.
vehicle-tax-ask-power = Combien de chevaux fiscaux (CV) ? C’est écrit sur la carte grise.
vehicle-tax-help-power = Sur la carte grise, cherchez « puissance fiscale » : c’est un petit nombre, par exemple 6 ou 8. Écrivez ce nombre, ou choisissez.
vehicle-tax-label-power = Puissance fiscale
vehicle-tax-power-impossible = La puissance fiscale est un nombre entier, 1 au moins. Laquelle est écrite sur la carte grise ?
vehicle-tax-power-of-engine = { $power } CV, c’est sans doute la puissance du moteur. Il faut la puissance fiscale de la carte grise, par exemple 6 ou 8.
vehicle-tax-power-below = moins de { $above } CV
vehicle-tax-power-between = { $lowest } à { $highest } CV
vehicle-tax-power-from = { $lowest } CV et plus
vehicle-tax-vehicle = { $fuel }, { $band }
vehicle-tax-tax = Vignette { $year }, { $vehicle } : { $sum } DH.
vehicle-tax-exempt = { $vehicle } : exonéré, rien à payer.
vehicle-tax-penalty = { $count ->
    [one] Avec 1 mois de retard : pénalité de { $penalty } DH, total { $sum } DH.
   *[other] Avec { $count } mois de retard : pénalité de { $penalty } DH, total { $sum } DH.
}
vehicle-tax-if-unpaid = Si celle de { $year } n’est pas encore payée : { $sum } DH aujourd’hui, pénalité de { $penalty } DH comprise.
vehicle-tax-all-years = Total pour ces années : { $sum } DH.
vehicle-tax-years-unheld = Je n’ai pas le tarif de { $years } : demandez le montant aux impôts.
vehicle-tax-older-tariff = Je n’ai pas encore le tarif de { $year } : j’ai compté avec celui de { $known }.
vehicle-tax-new = Véhicule neuf : à payer dans les { $days } jours qui suivent la date du récépissé de dépôt du dossier de carte grise. Je ne sais pas si la première année se paie entière.
vehicle-tax-perhaps-exempt = D’autres véhicules peuvent être exonérés (taxi, ambulance, collection, transport mixte…) : je n’ai pas pu le vérifier, demandez aux impôts.
vehicle-tax-when = À payer chaque année du { $first } au { $last }.
vehicle-tax-where = Sans frais par carte, appli ou guichet automatique ; { $charge } DH de frais en agence ou point de paiement.
vehicle-tax-heavy = Pour un camion ou un véhicule lourd, je n’ai pas le tarif : demandez le montant aux impôts ou à la banque, avec la carte grise.
vehicle-tax-motorcycle = Pour une moto, je n’ai pas le tarif : demandez aux impôts ou à la banque, avec la carte grise.
vehicle-tax-halves = Plus de { $tons } tonnes : deux moitiés, avant fin février et avant fin août (une seule source : à vérifier).
vehicle-tax-light = Jusqu’à { $tons } tonnes : à payer du { $first } au { $last }.
vehicle-tax-full-button = Tout sur la vignette
