form-track-dossier = following your file
form-subscribe-updates = news of your file

dossiers-ask-reference = What is the number of your file? It is on your receipt, for example { $example }.
dossiers-help-reference = Look at the paper or message you got when you lodged it: it has a number like { $example }. Copy it here; capitals and dashes don’t matter.
dossiers-label-reference = File number
dossiers-several-references = I see several numbers. Send just one: which do you want to follow?
dossiers-miswritten-reference = This number was miscopied: a character is missing or has changed. Check it on the receipt and send it again.
dossiers-no-reference = That is not the number of a file. Copy the one on your receipt.
dossiers-not-card-nor-phone = That is the number of a card or a phone. First I need the number of the file, which is on the receipt.
dossiers-no-photo = I can’t read photos. Write the number that is on the receipt.
dossiers-gone = I can’t find this file any more. Check the number.

dossiers-file = File { $reference }
dossiers-subject = About: { $subject }
dossiers-state = Status: { $status }, since { $since } ({ $days ->
    [0] today
    [one] { $days } day
   *[other] { $days } days
}).
dossiers-appointment = Date: { $day } at { $hour }.
dossiers-missing = { $count ->
    [one] One paper is missing:
   *[other] { $count } papers are missing:
}
dossiers-reason = Reason given: { $reason }
dossiers-office = Counter: { $office }
dossiers-limit = Lodged on { $lodged }. Law 55-19 gives the administration { $limit } days at most: an answer is due by the end of { $deadline }.
dossiers-limit-passed = Lodged on { $lodged }. The { $limit } days of law 55-19 ended on { $deadline }. For the acts where the law says so, this silence counts as approval: keep the receipt, it is your proof.

dossiers-status-received = received, not yet examined
dossiers-status-incomplete = incomplete
dossiers-status-in-progress = being examined
dossiers-status-approved = approved, not ready yet
dossiers-status-ready = ready to collect
dossiers-status-closed = finished
dossiers-status-refused = refused
dossiers-status-cancelled = cancelled
dossiers-status-booked = booked
dossiers-status-answered = answered

dossiers-next-wait = You have nothing to do for now.
dossiers-next-insist = Ask for an answer at the counter, receipt in hand, or complain: here, on chikaya.ma or by calling 3737.
dossiers-next-complete = Bring what is missing, with the receipt. The administration may ask for missing papers only once (law 55-19).
dossiers-next-wait-for-ready = You have nothing to do: wait until it is ready.
dossiers-next-collect = Collect it at the counter with your receipt.
dossiers-next-contest = A refusal must give its reasons (law 55-19). To contest it, complain: here, on chikaya.ma or by calling 3737.
dossiers-next-come = Come on time, with your papers.
dossiers-next-reopen = If this answer doesn’t satisfy you, tell me: the complaint can be taken up again.
dossiers-next-nothing = There is nothing more to do.

dossiers-subscribed = Noted: I’ll write to you here as soon as { $reference } moves. Today: { $status }.
dossiers-unsubscribed = All right, I won’t write about { $reference } any more.
dossiers-over = It won’t move any more: there is nothing to announce.

dossiers-button-notify = Keep me informed
dossiers-button-stop = Stop telling me
dossiers-button-complain = Complain
dossiers-button-reopen = Reopen
dossiers-button-appointment = My appointment
