# Following a file. `dossiers-status-…` are words in the middle of a sentence; notifications use them too.
form-track-dossier = le suivi de votre dossier
form-subscribe-updates = les nouvelles de votre dossier

dossiers-ask-reference = Quel est le numéro de votre dossier ? Il est écrit sur le récépissé, par exemple { $example }.
dossiers-help-reference = Regardez le papier ou le message remis quand vous avez déposé le dossier : il porte un numéro comme { $example }. Recopiez-le ici, les majuscules et les tirets ne comptent pas.
dossiers-label-reference = Numéro de dossier
dossiers-several-references = Je vois plusieurs numéros. Envoyez-en un seul : lequel voulez-vous suivre ?
dossiers-miswritten-reference = Ce numéro est mal recopié : un caractère manque ou a changé. Vérifiez-le sur le récépissé et renvoyez-le.
dossiers-no-reference = Ce n’est pas un numéro de dossier. Recopiez celui du récépissé.
dossiers-not-card-nor-phone = C’est un numéro de carte ou de téléphone. D’abord, il me faut celui du dossier, écrit sur le récépissé.
dossiers-no-photo = Je ne lis pas les photos. Écrivez le numéro qui est sur le récépissé.
dossiers-gone = Je ne trouve plus ce dossier. Vérifiez le numéro.

dossiers-file = Dossier { $reference }
dossiers-subject = Objet : { $subject }
dossiers-state = État : { $status }, depuis le { $since } ({ $days ->
    [0] aujourd’hui
    [one] { $days } jour
   *[other] { $days } jours
}).
dossiers-appointment = Date : le { $day } à { $hour }.
dossiers-missing = { $count ->
    [one] Il manque une pièce :
   *[other] Il manque { $count } pièces :
}
dossiers-reason = Raison donnée : { $reason }
dossiers-office = Guichet : { $office }
dossiers-limit = Déposé le { $lodged }. La loi 55-19 donne { $limit } jours au plus à l’administration : réponse avant la fin du { $deadline }.
dossiers-limit-passed = Déposé le { $lodged }. Les { $limit } jours de la loi 55-19 sont passés depuis le { $deadline }. Pour les actes où la loi le prévoit, ce silence vaut accord : gardez le récépissé, c’est votre preuve.

dossiers-status-received = enregistré, pas encore examiné
dossiers-status-incomplete = incomplet
dossiers-status-in-progress = en cours d’examen
dossiers-status-approved = accepté, pas encore disponible
dossiers-status-ready = disponible, à retirer
dossiers-status-closed = terminé
dossiers-status-refused = refusé
dossiers-status-cancelled = annulé
dossiers-status-booked = réservé
dossiers-status-answered = répondu

dossiers-next-wait = Vous n’avez rien à faire pour l’instant.
dossiers-next-insist = Demandez une réponse au guichet, récépissé en main, ou réclamez : ici, sur chikaya.ma ou au 3737.
dossiers-next-complete = Apportez ce qui manque, avec le récépissé. L’administration ne peut réclamer des pièces manquantes qu’une seule fois (loi 55-19).
dossiers-next-wait-for-ready = Vous n’avez rien à faire : il reste à le préparer.
dossiers-next-collect = Passez le retirer au guichet avec votre récépissé.
dossiers-next-contest = L’administration doit donner les raisons d’un refus (loi 55-19). Pour le contester, réclamez : ici, sur chikaya.ma ou au 3737.
dossiers-next-come = Venez à l’heure, avec vos papiers.
dossiers-next-reopen = Si cette réponse ne vous convient pas, dites-le moi : la réclamation peut reprendre.
dossiers-next-nothing = Il n’y a plus rien à faire.

dossiers-subscribed = C’est noté : je vous écris ici dès que { $reference } bouge. Aujourd’hui : { $status }.
dossiers-unsubscribed = D’accord, je ne vous écrirai plus pour { $reference }.
dossiers-over = Il ne bougera plus : il n’y a rien à vous annoncer.

dossiers-button-notify = M’avertir
dossiers-button-stop = Ne plus m’avertir
dossiers-button-complain = Réclamer
dossiers-button-reopen = Rouvrir
dossiers-button-appointment = Gérer ce rendez-vous
