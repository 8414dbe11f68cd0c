# Showing that a file is yours: something on file, then a one-time code.
identity-ask-proof = Pour vérifier que ce dossier est à vous : écrivez les 4 derniers chiffres de votre carte nationale, ou votre date de naissance.
identity-help-proof = C’est pour que personne d’autre ne voie votre dossier. Écrivez par exemple « 0001 » (la fin de la carte nationale) ou « 12/03/1990 » (la date de naissance).
identity-ask-proof-phone = Pour vérifier que c’est bien vous : écrivez les 4 derniers chiffres du numéro de téléphone donné avec cette demande.
identity-help-proof-phone = C’est pour que personne d’autre ne voie votre demande. Écrivez par exemple « 0001 », la fin du numéro de téléphone.
identity-no-match = Rien ne correspond à cette référence et à cette information ensemble. Vérifiez les deux, puis écrivez encore une fois celle qui n’allait pas.
identity-locked = Trop d’essais. Pour protéger ce dossier, il faut attendre : { $wait }. Au guichet, on peut vous répondre tout de suite.
identity-code-sent = J’ai envoyé un code à 6 chiffres par SMS, au numéro qui finit par { $tail }. Écrivez-le ici. Il vaut { $wait }.
identity-code-alive = Le code que je vous ai envoyé est encore valable. Écrivez ses 6 chiffres.
identity-code-shown = DÉMONSTRATION : votre code est { $code }. Dans un vrai service, il arrive par SMS. Écrivez-le ici. Il vaut { $wait }.
identity-code-too-many = Trop de codes ont déjà été envoyés. Il faut attendre : { $wait }.
identity-code-wrong = Ce n’est pas le bon code. Regardez le SMS et écrivez-le encore une fois.
identity-code-expired = Ce code n’est plus valable. Demandez-en un nouveau.
identity-code-shape = Le code a 6 chiffres. Écrivez-les tous les 6.
identity-help-code = Ouvrez le SMS que vous venez de recevoir : il contient 6 chiffres. Écrivez-les ici. Ne les donnez à personne d’autre.
identity-no-phone = Aucun numéro de téléphone n’est enregistré avec ce dossier : je ne peux pas vous envoyer de code, donc rien vous montrer ici. Demandez au guichet, avec votre carte nationale.
identity-no-channel = Je ne peux pas envoyer de SMS pour le moment, donc je ne peux rien vous montrer de ce dossier. Demandez au guichet, avec votre carte nationale.
identity-opted-out = Le numéro enregistré avec ce dossier refuse nos SMS. Envoyez-nous START par SMS depuis ce numéro, ou demandez au guichet, avec votre carte nationale.
identity-again = Pour votre sécurité, vérifions encore une fois que c’est bien vous.
identity-sms = Chobbak : code { $code }, valable { $wait }. Ne le donnez à personne.
identity-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
identity-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
identity-button-resend = Nouveau code
