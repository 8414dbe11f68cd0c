greet = Hello! I am Chobbak, the administration’s counter in your phone. Tell me which procedure you are interested in: I will give you the papers, the price, the waiting time and the place. I am a program, not a person.
greet-again = Hello again! We were talking about: { $title }. Shall we go on, or do you have another question?
goodbye = Goodbye, and have a nice day!
thanks = You’re welcome. Anything else?
smalltalk = All is well, thank you! And you, which procedure can I explain?
praise = Thank you, that is kind! Write to me if you have another question.
insult = I understand that this is annoying. I am still here to help: tell me what you need, or talk to an agent.
are-you-robot = Yes, I am a computer program, not a person. { $administration ->
    [none] I work for the administration that offers you this service.
   *[other] I work for: { $administration }.
} My answers come from public sources, which I always name.
help = Just write your question the way you speak. For example: “what papers for the national card?” or “how much is the passport?”. You can also write “menu”, “repeat”, “simpler”, “back” or “agent”.
menu = Here is what I can explain. Choose, or write the name of your procedure.
menu-identity = National ID card
menu-passport = Passport
menu-civil = Birth certificate
menu-residence = Proof of residence
menu-licence = Driving licence
menu-vehicle = Vehicle tax
menu-aid = Social aid
menu-record = Criminal record
