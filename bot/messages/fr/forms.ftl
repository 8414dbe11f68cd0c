# What every form says. `form-<name>`, what is being done, stands with its service.
forms-colon = {" : "}
forms-summary =
    Je récapitule :
    { $lines }
    C’est bien ça ?
forms-button-yes = Oui, je confirme
forms-button-change = Modifier
forms-button-stop = Arrêter
forms-button-retry = Réessayer
forms-cancelled = C’est arrêté, rien n’a été envoyé. Vous pouvez recommencer quand vous voulez.
forms-paused = Prenez votre temps, je garde vos réponses. Écrivez-moi quand vous êtes prêt.
forms-first-question = C’est la première question, il n’y a rien avant.
forms-changed = C’est changé. { $label } : { $value }
forms-noted = C’est noté.
forms-what-to-change = Que faut-il modifier ?
forms-not-understood = Je n’ai pas compris votre réponse.
forms-person = On n’y arrive pas comme ça. Une personne peut vous aider, ou on arrête là. Vous pouvez aussi réessayer de répondre.
forms-register-down = Le service de l’administration ne répond pas pour le moment. Rien n’est perdu, et rien n’a été envoyé deux fois. Réessayez dans un instant.
forms-back-to = On revient à : { $what }.
forms-where-we-were = Bonjour ! Nous étions en train de faire ceci : { $what }. On continue.
forms-choice-over = Ce choix n’est plus valable. Dites-moi ce que vous cherchez.
