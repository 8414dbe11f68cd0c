greet = Bonjour ! Je suis Chobbak, le guichet de l’administration dans votre téléphone. Dites-moi quelle démarche vous intéresse : je vous donne les papiers, le prix, le délai et le lieu. Je suis un programme, pas une personne.
greet-again = Rebonjour ! Nous parlions de : { $title }. On continue, ou vous avez une autre question ?
goodbye = Au revoir, et bonne journée !
thanks = Avec plaisir. Autre chose ?
smalltalk = Tout va bien, merci ! Et vous, quelle démarche puis-je vous expliquer ?
praise = Merci, ça fait plaisir ! N’hésitez pas si vous avez une autre question.
insult = Je comprends que ce soit énervant. Je reste à votre service : dites-moi ce qu’il vous faut, ou parlez à un agent.
are-you-robot = Oui, je suis un programme informatique, pas une personne. { $administration ->
    [none] Je travaille pour l’administration qui vous propose ce service.
   *[other] Je travaille pour : { $administration }.
} Mes réponses viennent de sources publiques que je cite toujours.
help = Écrivez simplement votre question, comme vous parlez. Par exemple : « quels papiers pour la carte nationale ? » ou « combien coûte le passeport ? ». Vous pouvez aussi écrire « menu », « répète », « plus simple », « retour » ou « agent ».
menu = Voici ce que je peux vous expliquer. Choisissez, ou écrivez le nom de votre démarche.
menu-identity = Carte nationale
menu-passport = Passeport
menu-civil = Acte de naissance
menu-residence = Certif. de résidence
menu-licence = Permis de conduire
menu-vehicle = Vignette auto
menu-aid = Aide sociale
menu-record = Casier judiciaire
