form-my-data = your data
my_data-notice = I keep your messages, encrypted, so that I can answer you. On WhatsApp and by SMS they pass through companies abroad; I send them to nobody else (law 09-08).
my_data-ask-what = What would you like to do?
my_data-help-what = I can tell you what I keep of this conversation, explain how to correct a mistake, or erase everything.
my_data-label-what = Your wish
my-data-what-see = See what is kept
my-data-what-correct = Correct
my-data-what-erase = Erase everything
my_data-kept =
    This is what I keep of this conversation:
    { $lines }
    Texts and files are encrypted. They serve to answer you, and nothing else.
my_data-nothing = I keep nothing but what you have just written.
my_data-line = • { $label }: { $count }
my_data-comma = {", "}
my_data-unknown = A register is not answering at the moment, so I cannot count: { $names }.
my_data-count-messages = your messages
my_data-count-answers = my answers
my_data-count-files = photos and documents
my_data-count-addresses = telephone numbers
my_data-count-subscriptions = files that you follow
my_data-count-reminders = reminders to come
my_data-count-feedback = your opinions
my_data-count-appointments = appointments
my_data-count-orders = documents ordered
my_data-count-complaints = complaints
my_data-correct =
    To correct:
    • an answer in a request that is under way: write “change”;
    • an appointment: write “my appointment”;
    • a name, a date or an address in a file: only the administration can. Ask at the counter, law 09-08 gives you that right.
my_data-erase-confirm =
    I will erase: this conversation, your photos and documents, your number, the files that you follow and your reminders.
    I cannot erase: appointments, orders and complaints that are registered already (the administration keeps them) and the log that says when a file was looked at. If you have refused our messages, that refusal stays too.
    It is final. Shall I erase?
my_data-button-erase = Yes, erase all
my_data-erased = It is requested: everything will be erased within a few minutes. Your receipt: { $receipt }. Note it down, for this conversation will disappear.
