dossiers-unavailable = Je ne peux pas encore suivre un dossier. Gardez votre récépissé et demandez au guichet où vous l’avez déposé, ou sur le site de l’administration. La loi 55-19 fixe un délai de 60 jours au plus.
subscribe-unavailable = Je ne peux pas encore vous prévenir quand un dossier avance. Demandez au guichet s’il envoie un SMS.
appointments-unavailable = Je ne peux pas encore prendre de rendez-vous. Pour la carte nationale, c’est sur cnie.ma ; pour un consulat, sur rdv.consulat.ma.
appointments-manage-unavailable = Je ne peux pas encore voir, déplacer ou annuler un rendez-vous. Faites-le sur le site où vous l’avez pris.
orders-unavailable = Je ne peux pas encore commander un document à votre place. Je peux vous dire comment l’obtenir : lequel voulez-vous ?
payment-unavailable = On ne peut pas payer ici, et je ne vous demanderai jamais votre carte bancaire. Je peux vous dire combien coûte une démarche et où payer.
complaints-unavailable = Je ne peux pas encore enregistrer une plainte. Vous pouvez la déposer sur chikaya.ma ou au 3737. En cas de danger, appelez le 19, le 177 ou le 15.
offices-unavailable = Je ne peux pas encore chercher le bureau le plus proche. Dites-moi votre démarche et je vous dirai à quel guichet aller.
vehicle_tax-unavailable = Je ne calcule pas encore la vignette, mais je connais le tarif complet.
social_aid-unavailable = Je ne peux pas encore calculer votre aide, ni dire si vous y avez droit. Je connais les conditions et les montants publiés.
human = Une personne peut vous répondre : appelez le 3737 (orientation administrative). Je ne peux pas encore vous passer un agent ici.
emergency = En danger ? Appelez tout de suite :
    • Police : 19 (112 depuis un mobile)
    • Gendarmerie : 177
    • Pompiers et ambulance : 15
    • Femmes victimes de violence : 8350
    • Enfants en danger : 2511
button-vehicle-tax = Tarif vignette
button-social-aid = Aide directe
button-complaint-portal = Plainte : chikaya

# Buttons of "I am not sure, did you mean": one for each service that a citizen may have meant, at most 20 characters.
intent-book-appointment = Prendre rendez-vous
intent-manage-appointment = Mon rendez-vous
intent-track-dossier = Suivre mon dossier
intent-subscribe-updates = Me prévenir
intent-order-document = Demander un papier
intent-pay-online = Payer en ligne
intent-file-complaint = Déposer une plainte
intent-find-office = Trouver un bureau
intent-calculate-vehicle-tax = Calculer la vignette
intent-simulate-social-aid = Estimer mon aide
intent-ask-my-data = Mes données
intent-human = Parler à un agent
intent-help = Comment ça marche
intent-ask-languages = Les langues
