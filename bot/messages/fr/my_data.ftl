form-my-data = vos données
my_data-notice = Je garde vos messages, chiffrés, pour pouvoir vous répondre. Sur WhatsApp et par SMS, ils passent par des entreprises à l’étranger ; je ne les envoie à personne d’autre (loi 09-08).
my_data-ask-what = Que voulez-vous faire ?
my_data-help-what = Je peux vous dire ce que je garde de cette conversation, vous expliquer comment corriger une erreur, ou tout effacer.
my_data-label-what = Votre demande
my-data-what-see = Voir ce qui est gardé
my-data-what-correct = Corriger
my-data-what-erase = Tout effacer
my_data-kept =
    Voici ce que je garde de cette conversation :
    { $lines }
    Les textes et les fichiers sont chiffrés. Ils servent à vous répondre, à rien d’autre.
my_data-nothing = Je ne garde rien d’autre que ce que vous venez d’écrire.
my_data-line = • { $label } : { $count }
my_data-comma = {", "}
my_data-unknown = Un registre ne répond pas pour le moment, je ne peux pas compter : { $names }.
my_data-count-messages = vos messages
my_data-count-answers = mes réponses
my_data-count-files = photos et documents
my_data-count-addresses = numéros de téléphone
my_data-count-subscriptions = dossiers suivis
my_data-count-reminders = rappels à venir
my_data-count-feedback = vos avis
my_data-count-appointments = rendez-vous
my_data-count-orders = documents demandés
my_data-count-complaints = plaintes
my_data-correct =
    Pour corriger :
    • une réponse dans une demande en cours : écrivez « modifier » ;
    • un rendez-vous : écrivez « mon rendez-vous » ;
    • un nom, une date ou une adresse dans un dossier : seule l’administration peut le faire. Demandez au guichet, la loi 09-08 vous donne ce droit.
my_data-erase-confirm =
    J’effacerai : cette conversation, vos photos et documents, votre numéro, vos suivis et vos rappels.
    Je ne peux pas effacer : vos rendez-vous, demandes et plaintes déjà enregistrés (l’administration les garde) et le journal qui dit quand un dossier a été consulté. Si vous avez refusé nos messages, ce refus reste aussi.
    C’est définitif. J’efface ?
my_data-button-erase = Oui, tout effacer
my_data-erased = C’est demandé : tout sera effacé dans quelques minutes. Votre reçu : { $receipt }. Notez-le, car cette conversation va disparaître.
