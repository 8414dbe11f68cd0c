# Appointments: booking, and what becomes of one. Titles of buttons have 20 characters at most.
form-book-appointment = la prise de rendez-vous
form-manage-appointment = votre rendez-vous
appointment-ask-purpose = Pour quelle démarche voulez-vous un rendez-vous ?
appointment-help-purpose = Dites-moi ce que vous venez faire, par exemple « carte nationale » ou « passeport ».
appointment-label-purpose = Démarche
appointment-ask-procedure = De quel cas s’agit-il ? Les papiers à apporter en dépendent.
appointment-help-procedure = Choisissez le cas qui ressemble au vôtre : première fois, renouvellement, perte…
appointment-ask-place = Dans quelle ville ou quel quartier ? Vous pouvez aussi envoyer votre position.
appointment-help-place = Écrivez le nom d’une ville ou d’un quartier, par exemple « Rabat Agdal ».
appointment-abroad = Je ne prends pas de rendez-vous pour les consulats : c’est sur rdv.consulat.ma. Pour un bureau au Maroc, dites-moi lequel.
appointment-which-place = Il y a plusieurs endroits de ce nom. Lequel ?
appointment-unknown-place = Je ne connais pas cet endroit. Écrivez le nom d’une ville, ou envoyez votre position.
appointment-no-office = Aucun bureau ne prend de rendez-vous ici pour cette démarche. Allez au guichet sans rendez-vous, ou demandez à un agent.
appointment-ask-office =
    Quel bureau vous convient ?
    { $lines }
appointment-ask-office-elsewhere =
    Il n’y a pas de tel bureau à cet endroit. Les plus proches :
    { $lines }
    Lequel vous convient ?
appointment-office-line =
    • { $name }{ $address ->
        [none] {""}
       *[other] {", "}{ $address }
    } ({ $kilometres } km)
appointment-label-office = Bureau
appointment-office-gone = Ce bureau ne prend plus de rendez-vous.
appointment-ask-day = Quel jour ? Voici les prochains jours libres. Vous pouvez aussi écrire une date.
appointment-help-day = Écrivez un jour, par exemple « lundi », « demain » ou « 15/01 ».
appointment-label-day = Jour
appointment-no-day = Ce bureau n’a plus de place dans les deux mois qui viennent. Un agent peut vous aider, ou choisissez un autre bureau.
appointment-impossible-day = Ce jour n’existe pas dans le calendrier. Quel jour voulez-vous ?
appointment-day-past = Ce jour est déjà passé. Quel jour voulez-vous ?
appointment-day-too-late-today = Il n’est plus possible de réserver pour aujourd’hui ({ $day }). Quel autre jour ?
appointment-day-too-far = C’est trop loin : on peut réserver jusqu’au { $last }. Quel jour ?
appointment-day-holiday = Le { $day } est un jour férié ({ $holiday }). Quel autre jour ?
appointment-day-closed = Le bureau est fermé le { $day }. Quel autre jour ?
appointment-day-full = Il n’y a plus de place le { $day }. Voici les jours libres suivants.
appointment-nothing-then = Il n’y a pas de place à ces dates. Voici les jours libres suivants.
appointment-day-estimated = Attention : une fête religieuse, ou le ramadan, peut tomber ce jour-là ou à côté, selon l’observation de la lune. L’horaire peut encore changer.
appointment-ask-time = À quelle heure, le { $day } ? Vous pouvez aussi écrire une heure.
appointment-label-time = Heure
appointment-time-outside-hours = Le bureau est fermé à cette heure. Il est ouvert ce jour-là : { $hours }. Quelle heure ?
appointment-time-taken = { $time } n’est pas libre. Les heures libres les plus proches :
appointment-time-nothing-then = Il n’y a rien de libre à ce moment-là. Les heures libres ce jour-là :
appointment-ask-name = À quel nom ? Écrivez le prénom et le nom.
appointment-help-name = C’est le nom qu’on appellera au guichet, par exemple « Prénom Nom ».
appointment-label-name = Nom
appointment-name-wrong = Écrivez seulement le prénom et le nom, en lettres ({ $most } au plus).
appointment-ask-phone = Un numéro de téléphone, pour vous joindre et retrouver ce rendez-vous ? C’est facultatif.
appointment-help-phone = Écrivez un numéro marocain, par exemple 06…, ou dites non.
appointment-label-phone = Téléphone
appointment-phone-no-phone = Ce n’est pas un numéro que je reconnais. Écrivez-le encore une fois, ou continuez sans.
appointment-button-no-phone = Continuer sans
appointment-weekday-1 = lundi
appointment-weekday-2 = mardi
appointment-weekday-3 = mercredi
appointment-weekday-4 = jeudi
appointment-weekday-5 = vendredi
appointment-weekday-6 = samedi
appointment-weekday-7 = dimanche
appointment-day-title = { $weekday } { $day }
appointment-moment = { $day } à { $time }
appointment-purpose-identity-card = Carte nationale
appointment-purpose-passport = Passeport
appointment-purpose-civil-status = État civil
appointment-purpose-residence = Résidence
appointment-purpose-legalisation = Légalisation
appointment-purpose-criminal-record = Casier judiciaire
appointment-purpose-social-register = Aides et registres
appointment-purpose-social-security = CNSS
appointment-purpose-vehicle-tax = Vignette auto
appointment-line = { $what } : { $moment }, { $office } ({ $reference })
appointment-booked =
    Votre rendez-vous est réservé.
    Numéro : { $reference }
    { $what }
    Quand : { $moment }
    Où : { $office }{ $address ->
        [none] {""}
       *[other] {", "}{ $address }
    }
    Gardez ce numéro et montrez-le au guichet.
appointment-papers-unknown = Je n’ai pas la liste des papiers à apporter pour cette démarche : demandez au guichet ou appelez le 3737.
appointment-reminded = Je vous le rappellerai la veille.
appointment-sample = (Exemple : ce bureau est inventé, pour la démonstration. Aucun vrai rendez-vous n’a été pris.)
appointment-slot-taken = Quelqu’un d’autre vient de prendre cette place. Rien n’est réservé pour l’instant.
appointment-held-already =
    Vous avez déjà un rendez-vous, et on ne peut pas en prendre un de plus :
    { $line }
    Vous pouvez le déplacer ou l’annuler.
appointment-button-manage = Mon rendez-vous
appointment-button-book = Prendre rendez-vous
appointment-mine =
    Vos rendez-vous :
    { $lines }
appointment-ask-appointment = Lequel ?
appointment-ask-reference = Je ne vois pas de rendez-vous pris dans cette conversation. Si vous en avez un, écrivez son numéro (RV-…).
appointment-unknown-reference = Ce n’est pas un numéro de rendez-vous correct. Il ressemble à RV-2026-ABC1234 : vérifiez chaque caractère.
appointment-label-appointment = Rendez-vous
appointment-ask-wish-for = Que voulez-vous en faire ?
appointment-help-wish-for = Vous pouvez choisir un autre jour, annuler, ou le garder comme il est.
appointment-label-wish-for = Action
appointment-wish-for-move = Le déplacer
appointment-wish-for-cancel = L’annuler
appointment-wish-for-keep = Le garder
appointment-confirm-cancel =
    Annuler ce rendez-vous ?
    { $line }
    La place sera donnée à quelqu’un d’autre.
appointment-confirm-move =
    Déplacer ce rendez-vous ?
    { $line }
    Nouvelle date : { $moment }.
appointment-gone = Ce rendez-vous n’existe plus : il est annulé ou passé.
appointment-kept =
    D’accord, il reste comme il est :
    { $line }
appointment-cancelled = Le rendez-vous { $reference } est annulé.
appointment-moved = C’est déplacé. Rendez-vous { $reference } : { $moment }, { $office }.
appointment-file-calendar = Pour mon agenda
appointment-file-qr = Code à montrer
appointment-calendar-summary = Rendez-vous : { $office }
appointment-calendar-number = Numéro à montrer au guichet : { $reference }
appointment-reminder = Rappel : rendez-vous demain, { $moment }, { $office }. Numéro { $reference }. Pour déplacer ou annuler, écrivez-moi.
