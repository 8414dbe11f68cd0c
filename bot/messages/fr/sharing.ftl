share-media = Votre envoi (photo, vocal, document) est bien arrivé, mais je ne peux pas encore m’en servir. Écrivez-moi votre question, ou choisissez dans le menu.
