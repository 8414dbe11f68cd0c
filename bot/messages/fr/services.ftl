payment-unavailable = On ne peut pas payer ici, et je ne vous demanderai jamais votre carte bancaire. Je peux vous dire combien coûte une démarche et où payer.
human = Une personne peut vous répondre : appelez le 3737 (orientation administrative). Je ne peux pas encore vous passer un agent ici.
emergency = En danger ? Appelez tout de suite :
    • Police : 19 (112 depuis un mobile)
    • Gendarmerie : 177
    • Pompiers et ambulance : 15
    • Femmes victimes de violence : 8350
    • Enfants en danger : 2511

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
