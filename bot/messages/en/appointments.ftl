form-book-appointment = booking the appointment
form-manage-appointment = your appointment
appointment-ask-purpose = What is the appointment for?
appointment-help-purpose = Tell me what you are coming for, such as “identity card” or “passport”.
appointment-label-purpose = For
appointment-ask-procedure = Which case is it? The papers to bring depend on it.
appointment-help-procedure = Choose the case closest to yours: first time, renewal, loss…
appointment-ask-place = In which town or quarter? You can also share your location.
appointment-help-place = Write the name of a town or quarter, such as “Rabat Agdal”.
appointment-abroad = I do not book appointments at consulates: that is on rdv.consulat.ma. For an office in Morocco, tell me what for.
appointment-which-place = There are several places of that name. Which one?
appointment-unknown-place = I do not know that place. Write the name of a town, or share your location.
appointment-no-office = No office gives appointments here for this. Go to the counter without one, or ask an agent.
appointment-ask-office =
    Which office suits you?
    { $lines }
appointment-ask-office-elsewhere =
    There is no such office there. The nearest:
    { $lines }
    Which one suits you?
appointment-office-line =
    • { $name }{ $address ->
        [none] {""}
       *[other] {", "}{ $address }
    } ({ $kilometres } km)
appointment-label-office = Office
appointment-office-gone = This office no longer gives appointments.
appointment-ask-day = Which day? These are the next free ones. You can also write a date.
appointment-help-day = Write a day, such as “Monday”, “tomorrow” or “15/01”.
appointment-label-day = Day
appointment-no-day = This office has no place left in the next two months. An agent can help you, or choose another office.
appointment-impossible-day = That day does not exist in the calendar. Which day would you like?
appointment-day-past = That day is over. Which day would you like?
appointment-day-too-late-today = It is too late to book for today ({ $day }). Which other day?
appointment-day-too-far = That is too far ahead: you can book up to { $last }. Which day?
appointment-day-holiday = { $day } is a public holiday ({ $holiday }). Which other day?
appointment-day-closed = The office is closed on { $day }. Which other day?
appointment-day-full = There is no place left on { $day }. These are the next free days.
appointment-nothing-then = There is no place on those dates. These are the next free days.
appointment-day-estimated = Note: a religious holiday, or Ramadan, may fall on or next to that day, depending on the moon. The time may still change.
appointment-ask-time = At what time on { $day }? You can also write a time.
appointment-label-time = Time
appointment-time-outside-hours = The office is closed at that time. That day it is open { $hours }. What time?
appointment-time-taken = { $time } is not free. The nearest free times:
appointment-time-nothing-then = Nothing is free then. The free times of that day:
appointment-ask-name = In whose name? Write the first and last name.
appointment-help-name = It is the name that will be called at the counter, such as “First Last”.
appointment-label-name = Name
appointment-name-wrong = Write only the first and last name, in letters ({ $most } at most).
appointment-ask-phone = A telephone number, to reach you and find this appointment again? It is optional.
appointment-help-phone = Write a Moroccan number, such as 06…, or say no.
appointment-label-phone = Telephone
appointment-phone-no-phone = That is not a number that I recognise. Write it again, or go on without.
appointment-button-no-phone = Go on without
appointment-weekday-1 = Monday
appointment-weekday-2 = Tuesday
appointment-weekday-3 = Wednesday
appointment-weekday-4 = Thursday
appointment-weekday-5 = Friday
appointment-weekday-6 = Saturday
appointment-weekday-7 = Sunday
appointment-day-title = { $weekday } { $day }
appointment-moment = { $day } at { $time }
appointment-purpose-identity-card = Identity card
appointment-purpose-passport = Passport
appointment-purpose-civil-status = Civil status
appointment-purpose-residence = Residence
appointment-purpose-legalisation = Legalisation
appointment-purpose-criminal-record = Criminal record
appointment-purpose-social-register = Aid and registers
appointment-purpose-social-security = Social security
appointment-purpose-vehicle-tax = Vehicle tax
appointment-line = { $what }: { $moment }, { $office } ({ $reference })
appointment-booked =
    Your appointment is booked.
    Number: { $reference }
    { $what }
    When: { $moment }
    Where: { $office }{ $address ->
        [none] {""}
       *[other] {", "}{ $address }
    }
    Keep this number and show it at the counter.
appointment-papers-unknown = I do not have the list of papers to bring for this: ask at the counter or call 3737.
appointment-reminded = I will remind you the day before.
appointment-sample = (Example: this office is invented, for demonstration. No real appointment was made.)
appointment-slot-taken = Somebody else has just taken that place. Nothing is booked yet.
appointment-held-already =
    You already have an appointment, and cannot book one more:
    { $line }
    You can move or cancel it.
appointment-button-manage = My appointment
appointment-button-book = Book an appointment
appointment-mine =
    Your appointments:
    { $lines }
appointment-ask-appointment = Which one?
appointment-ask-reference = I see no appointment booked in this conversation. If you have one, write its number (RV-…).
appointment-unknown-reference = That is not a correct appointment number. It looks like RV-2026-ABC1234: check each character.
appointment-label-appointment = Appointment
appointment-ask-wish-for = What would you like to do with it?
appointment-help-wish-for = You can choose another day, cancel it, or keep it as it is.
appointment-label-wish-for = Action
appointment-wish-for-move = Move it
appointment-wish-for-cancel = Cancel it
appointment-wish-for-keep = Keep it
appointment-confirm-cancel =
    Cancel this appointment?
    { $line }
    The place will be given to somebody else.
appointment-confirm-move =
    Move this appointment?
    { $line }
    New date: { $moment }.
appointment-gone = That appointment no longer stands: it was cancelled, or is over.
appointment-kept =
    Fine, it stays as it is:
    { $line }
appointment-cancelled = Appointment { $reference } is cancelled.
appointment-moved = It is moved. Appointment { $reference }: { $moment }, { $office }.
appointment-file-calendar = For my calendar
appointment-file-qr = Code to show
appointment-calendar-summary = Appointment: { $office }
appointment-calendar-number = Number to show at the counter: { $reference }
appointment-reminder = Reminder: appointment tomorrow, { $moment }, { $office }. Number { $reference }. To move or cancel, write to me.
