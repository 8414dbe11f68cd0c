dossiers-unavailable = I can’t follow a file yet. Keep your receipt and ask at the counter where you lodged the file, or on the administration’s website. Law 55-19 sets a limit of 60 days at most.
subscribe-unavailable = I can’t yet tell you when a file moves forward. Ask at the counter whether they send an SMS.
appointments-unavailable = I can’t book appointments yet. For the national card, use cnie.ma; for a consulate, rdv.consulat.ma.
appointments-manage-unavailable = I can’t see, move or cancel an appointment yet. Do it on the site where you booked it.
orders-unavailable = I can’t order a document for you yet. I can tell you how to get it: which one do you want?
payment-unavailable = You cannot pay here, and I will never ask for your bank card. I can tell you how much a procedure costs and where to pay.
complaints-unavailable = I can’t record a complaint yet. You can lodge it on chikaya.ma or by calling 3737. If you are in danger, call 19, 177 or 15.
offices-unavailable = I can’t look for the nearest office yet. Tell me your procedure and I will tell you which counter to go to.
vehicle_tax-unavailable = I don’t work out the vehicle tax (vignette) yet, but I know the full rates.
social_aid-unavailable = I can’t yet work out your aid or say whether you are entitled to it. I know the published conditions and amounts.
human = A person can answer you: call 3737 (administrative guidance). I can’t put you through to an agent here yet.
emergency = In danger? Call right now:
    • Police: 19 (112 from a mobile)
    • Gendarmerie: 177
    • Fire brigade and ambulance: 15
    • Women victims of violence: 8350
    • Children in danger: 2511
button-vehicle-tax = Vehicle tax rates
button-social-aid = Direct social aid
button-complaint-portal = Complaint: chikaya

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
