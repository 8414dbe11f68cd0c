payment-unavailable = You cannot pay here, and I will never ask for your bank card. I can tell you how much a procedure costs and where to pay.
human = A person can answer you: call 3737 (administrative guidance). I can’t put you through to an agent here yet.
emergency = In danger? Call right now:
    • Police: 19 (112 from a mobile)
    • Gendarmerie: 177
    • Fire brigade and ambulance: 15
    • Women victims of violence: 8350
    • Children in danger: 2511

# Buttons of "I am not sure, did you mean": one for each service that a citizen may have meant, at most 20 characters.
intent-book-appointment = Book an appointment
intent-manage-appointment = My appointment
intent-track-dossier = Track my file
intent-subscribe-updates = Notify me
intent-order-document = Order a document
intent-pay-online = Pay online
intent-file-complaint = File a complaint
intent-find-office = Find an office
intent-calculate-vehicle-tax = Compute vehicle tax
intent-simulate-social-aid = Estimate my aid
intent-ask-my-data = My data
intent-human = Talk to an agent
intent-help = How this works
intent-ask-languages = Languages
