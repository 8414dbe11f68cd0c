# Not reviewed.
form-book-appointment = ⴰⵎⵢⴰⵇⵇⴰⵏ
form-manage-appointment = ⴰⵎⵢⴰⵇⵇⴰⵏ ⵏⵏⴽ
appointment-ask-purpose = ⵉ ⵎⴰ ⵜⵔⵉⴷ ⴰⵎⵢⴰⵇⵇⴰⵏ?
appointment-help-purpose = ⵉⵏⵉ ⵉⵢⵉ ⵎⴰ ⵜⵔⵉⴷ, ⵣⵓⵏⴷ "ⵍⴰⴽⴰⵔⵟ".
appointment-label-purpose = ⵉ ⵎⴰ
appointment-ask-procedure = ⵎⴰⵏ ⵢⴰⵏ? ⵍⵡⵔⴰⵇ ⵣⵔⵉⵏ ⴳⵉⵙ.
appointment-help-procedure = ⵙⵜⵉ ⵢⴰⵏ.
appointment-ask-place = ⴳ ⵎⴰⵏ ⵜⵎⴷⵉⵏⵜ?
appointment-help-place = ⴰⵔⴰ ⵉⵙⵎ ⵏ ⵜⵎⴷⵉⵏⵜ, ⵣⵓⵏⴷ "ⵕⵕⴱⴰⵟ".
appointment-abroad = ⵓⵔ ⴷⴰ ⵙⴽⴰⵔⵖ ⴰⵎⵢⴰⵇⵇⴰⵏ ⵏ ⵍⵇⵓⵏⵚⵓⵍⵉⵢⴰ: ⴷⴷⵓ ⵙ rdv.consulat.ma.
appointment-which-place = ⵎⴰⵏ ⵢⴰⵏ?
appointment-unknown-place = ⵓⵔ ⵙⵙⵉⵏⵖ ⵓⵢⴰ. ⴰⵔⴰ ⵉⵙⵎ ⵏ ⵜⵎⴷⵉⵏⵜ.
appointment-no-office = ⵓⵔ ⵉⵍⵍⵉ ⵍⴱⵉⵔⵓ ⵏ ⵓⵎⵢⴰⵇⵇⴰⵏ ⵖⵉⴷ. ⴷⴷⵓ ⵙ ⵍⴱⵉⵔⵓ, ⵏⵖ ⵙⵇⵙⴰ ⵍⵎⵓⵡⴰⴹⴹⴰⴼ.
appointment-ask-office =
    ⵎⴰⵏ ⵍⴱⵉⵔⵓ ⵜⵔⵉⴷ?
    { $lines }
appointment-ask-office-elsewhere =
    ⵓⵔ ⵉⵍⵍⵉ ⵖⵉⵏ. ⵡⵉⵍⵍⵉ ⵇⵔⴱⵏⵉⵏ:
    { $lines }
    ⵎⴰⵏ ⵢⴰⵏ?
appointment-office-line =
    • { $name }{ $address ->
        [none] {""}
       *[other] {", "}{ $address }
    } ({ $kilometres } ⴽⵎ)
appointment-label-office = ⵍⴱⵉⵔⵓ
appointment-office-gone = ⵍⴱⵉⵔⵓ ⴰⴷ ⵓⵔ ⵙⵓⵍ ⵉⴼⴽⴰ ⴰⵎⵢⴰⵇⵇⴰⵏ.
appointment-ask-day = ⵎⴰⵏ ⴰⵙⵙ? ⵡⵉⴷ ⵍⵍⴰⵏ. ⵜⵣⵎⵔⴷ ⴰⴷ ⵜⴰⵔⴰⴷ ⴰⵙⵙ ⵢⴰⴹⵏ.
appointment-help-day = ⴰⵔⴰ ⴰⵙⵙ, ⵣⵓⵏⴷ "ⴰⵢⵏⴰⵙ" ⵏⵖ "15/01".
appointment-label-day = ⴰⵙⵙ
appointment-no-day = ⵍⴱⵉⵔⵓ ⴰⴷ ⵉⵄⵎⵎⵔ. ⵙⵜⵉ ⵍⴱⵉⵔⵓ ⵢⴰⴹⵏ.
appointment-impossible-day = ⵓⵔ ⵉⵍⵍⵉ ⵡⴰⵙⵙ ⴰⴷ. ⵎⴰⵏ ⴰⵙⵙ ⵜⵔⵉⴷ?
appointment-day-past = ⵉⵣⵔⵉ ⵡⴰⵙⵙ ⴰⴷ. ⵎⴰⵏ ⴰⵙⵙ ⵜⵔⵉⴷ?
appointment-day-too-late-today = ⵓⵔ ⵙⵓⵍ ⵉⵍⵍⵉ ⵖⴰⵙⵙⴰⴷ ({ $day }). ⵎⴰⵏ ⴰⵙⵙ ⵢⴰⴹⵏ?
appointment-day-too-far = ⵉⴳⴳⵓⴳ: ⴰⵔ { $last }. ⵎⴰⵏ ⴰⵙⵙ?
appointment-day-holiday = { $day } ⴷ ⵍⵄⵓⵟⵍⴰ ({ $holiday }). ⵎⴰⵏ ⴰⵙⵙ ⵢⴰⴹⵏ?
appointment-day-closed = ⵉⵇⵇⵏ ⵍⴱⵉⵔⵓ { $day }. ⵎⴰⵏ ⴰⵙⵙ ⵢⴰⴹⵏ?
appointment-day-full = ⵓⵔ ⵙⵓⵍ ⵉⵍⵍⵉ ⵓⴷⵖⴰⵔ { $day }. ⵡⵉⴷ ⵍⵍⴰⵏ.
appointment-nothing-then = ⵓⵔ ⵉⵍⵍⵉ ⵓⴷⵖⴰⵔ ⵖⵉⵏ. ⵡⵉⴷ ⵍⵍⴰⵏ.
appointment-day-estimated = ⵉⵣⵎⵔ ⴰⴷ ⵉⴳ ⵍⵄⵉⴷ ⵏⵖ ⵕⵎⴹⴰⵏ ⴳ ⵡⴰⵙⵙ ⴰⴷ: ⵉⵣⵎⵔ ⴰⴷ ⵉⵜⵜⵓⵙⵏⴼⵍ.
appointment-ask-time = ⵎⴰⵏ ⵜⴰⵙⵔⴰⴳⵜ, { $day }?
appointment-label-time = ⵜⴰⵙⵔⴰⴳⵜ
appointment-time-outside-hours = ⵉⵇⵇⵏ ⵍⴱⵉⵔⵓ. ⵉⵕⵥⵎ: { $hours }. ⵎⴰⵏ ⵜⴰⵙⵔⴰⴳⵜ?
appointment-time-taken = { $time } ⵓⵔ ⵉⵍⵍⵉ. ⵡⵉⴷ ⵇⵔⴱⵏⵉⵏ:
appointment-time-nothing-then = ⵓⵔ ⵉⵍⵍⵉ ⵎⵢⴰ. ⵜⵉⵙⵔⴰⴳⵉⵏ ⵍⵍⵉ ⵍⵍⴰⵏ:
appointment-ask-name = ⵙ ⵢⵉⵙⵎ ⵏ ⵎⵉ? ⴰⵔⴰ ⵉⵙⵎ ⴷ ⵜⴽⵏⵢⵜ.
appointment-help-name = ⴰⵔⴰ ⵉⵙⵎ ⵍⵍⵉ ⵔⴰⴷ ⵖⵔⵏ ⴳ ⵍⴱⵉⵔⵓ.
appointment-label-name = ⵉⵙⵎ
appointment-name-wrong = ⴰⵔⴰ ⵖⴰⵙ ⵉⵙⵎ, ⵙ ⵉⵙⴽⴽⵉⵍⵏ ({ $most }).
appointment-ask-phone = ⵓⵟⵟⵓⵏ ⵏ ⵜⵉⵍⵉⴼⵓⵏ, ⵉⵖ ⵜⵔⵉⴷ?
appointment-help-phone = ⴰⵔⴰ ⵓⵟⵟⵓⵏ 06…, ⵏⵖ ⵉⵏⵉ ⵓⵀⵓ.
appointment-label-phone = ⵜⵉⵍⵉⴼⵓⵏ
appointment-phone-no-phone = ⵓⵔ ⵉⴳⵉ ⵓⵟⵟⵓⵏ. ⴰⵍⵙ, ⵏⵖ ⴽⵎⵎⵍ ⵡⴰⵔ ⵏⵜⵜⴰⵏ.
appointment-button-no-phone = ⵡⴰⵔ ⵓⵟⵟⵓⵏ
appointment-weekday-1 = ⴰⵢⵏⴰⵙ
appointment-weekday-2 = ⴰⵙⵉⵏⴰⵙ
appointment-weekday-3 = ⴰⴽⵕⴰⵙ
appointment-weekday-4 = ⴰⴽⵡⴰⵙ
appointment-weekday-5 = ⴰⵙⵉⵎⵡⴰⵙ
appointment-weekday-6 = ⴰⵙⵉⴹⵢⴰⵙ
appointment-weekday-7 = ⴰⵙⴰⵎⴰⵙ
appointment-day-title = { $weekday } { $day }
appointment-moment = { $day }, { $time }
appointment-purpose-identity-card = ⵜⴰⴽⴰⵕⴹⴰ ⵏ ⵜⵎⴰⴳⵉⵜ
appointment-purpose-passport = ⴰⵙⵉⴷⴰⵡ
appointment-purpose-civil-status = ⴰⴷⴷⴰⴷ ⴰⵖⵔⵎⴰⵏ
appointment-purpose-residence = ⵜⴰⵣⴷⵖⵜ
appointment-purpose-legalisation = ⴰⵙⵙⵖⵣⵏ
appointment-purpose-criminal-record = ⵙⵙⵉⵊⵉⵍ ⵍⵄⴷⵍⵉ
appointment-purpose-social-register = ⴷⴷⵄⵎ
appointment-purpose-social-security = ⵛⵏⵙⵙ
appointment-purpose-vehicle-tax = ⵍⴰⴼⵉⵏⵢⵉⵜ
appointment-line = { $what }: { $moment }, { $office } ({ $reference })
appointment-booked =
    ⵢⵓⵎⵥ ⵓⵎⵢⴰⵇⵇⴰⵏ ⵏⵏⴽ.
    ⵓⵟⵟⵓⵏ: { $reference }
    { $what }
    ⵎⵍⵎⵉ: { $moment }
    ⵎⴰⵏⵉ: { $office }{ $address ->
        [none] {""}
       *[other] {", "}{ $address }
    }
    ⵃⴹⵓ ⵓⵟⵟⵓⵏ ⴰⴷ.
appointment-papers-unknown = ⵓⵔ ⵖⵓⵔⵉ ⵍⵡⵔⴰⵇ ⵉ ⵓⵢⴰ: ⵙⵇⵙⴰ ⴳ ⵍⴱⵉⵔⵓ ⵏⵖ ⵖⵔ ⵉ 3737.
appointment-reminded = ⵔⴰⴷ ⴰⴽ ⵜ ⵙⵙⴽⵜⵉⵖ ⴰⵙⵙ ⵣⵡⴰⵔ.
appointment-sample = (ⴰⵎⴷⵢⴰ: ⵍⴱⵉⵔⵓ ⴰⴷ ⵓⵔ ⵉⴳⵉ ⵏ ⵜⵉⴷⵜ.)
appointment-slot-taken = ⵢⵓⵎⵥ ⵜ ⵢⴰⵏ ⵢⴰⴹⵏ. ⵓⵔ ⵜⴰ ⵢⵓⵎⵥ ⵎⵢⴰ.
appointment-held-already =
    ⵖⵓⵔⴽ ⵢⴰⴷ ⵢⴰⵏ:
    { $line }
    ⵜⵣⵎⵔⴷ ⴰⴷ ⵜ ⵜⵙⵏⴼⵍⴷ.
appointment-button-manage = ⴰⵎⵢⴰⵇⵇⴰⵏ ⵉⵏⵓ
appointment-button-book = ⴰⵎⵢⴰⵇⵇⴰⵏ ⴰⵎⴰⵢⵏⵓ
appointment-mine =
    ⵉⵎⵢⴰⵇⵇⴰⵏⵏ ⵏⵏⴽ:
    { $lines }
appointment-ask-appointment = ⵎⴰⵏ ⵢⴰⵏ?
appointment-ask-reference = ⵓⵔ ⴷⴰ ⵥⵔⵖ ⴰⵎⵢⴰⵇⵇⴰⵏ ⵖⵉⴷ. ⵉⵖ ⵖⵓⵔⴽ ⵢⴰⵏ, ⴰⵔⴰ ⵓⵟⵟⵓⵏ ⵏⵏⵙ (RV-…).
appointment-unknown-reference = ⵓⵔ ⵉⵖⵣⴰ ⵓⵟⵟⵓⵏ. ⵣⵓⵏⴷ RV-2026-ABC1234.
appointment-label-appointment = ⴰⵎⵢⴰⵇⵇⴰⵏ
appointment-ask-wish-for = ⵎⴰ ⵜⵔⵉⴷ ⴰⴷ ⴳⵉⵙ ⵜⵙⴽⵔⴷ?
appointment-help-wish-for = ⵜⵣⵎⵔⴷ ⴰⴷ ⵜ ⵜⵙⵏⴼⵍⴷ, ⴰⴷ ⵜ ⵜⴽⴽⵙⴷ, ⵏⵖ ⴰⴷ ⵜ ⵜⴰⵊⵊⴷ.
appointment-label-wish-for = ⵎⴰ
appointment-wish-for-move = ⵙⵏⴼⵍ ⵜ
appointment-wish-for-cancel = ⴽⴽⵙ ⵜ
appointment-wish-for-keep = ⴰⵊⵊ ⵜ
appointment-confirm-cancel =
    ⵉⵙ ⵔⴰⴷ ⵜ ⴽⴽⵙⵖ?
    { $line }
appointment-confirm-move =
    ⵉⵙ ⵔⴰⴷ ⵜ ⵙⵏⴼⵍⵖ?
    { $line }
    → { $moment }.
appointment-gone = ⵓⵔ ⵙⵓⵍ ⵉⵍⵍⵉ ⵓⵎⵢⴰⵇⵇⴰⵏ ⴰⴷ.
appointment-kept =
    ⵡⴰⵅⵅⴰ, ⵉⵇⵇⵉⵎ:
    { $line }
appointment-cancelled = ⵉⵜⵜⵡⴰⴽⴽⵙ ⵓⵎⵢⴰⵇⵇⴰⵏ { $reference }.
appointment-moved = ⵉⵜⵜⵓⵙⵏⴼⵍ. { $reference }: { $moment }, { $office }.
appointment-file-calendar = ⵉ ⵓⵙⵎⵉⵏⵉⴳ
appointment-file-qr = ⴰⵏⴳⴰⵍ
appointment-calendar-summary = ⴰⵎⵢⴰⵇⵇⴰⵏ: { $office }
appointment-calendar-number = ⵓⵟⵟⵓⵏ: { $reference }
appointment-reminder = ⴰⵙⴽⴽⴰ: ⴰⵎⵢⴰⵇⵇⴰⵏ, { $moment }, { $office }. ⵓⵟⵟⵓⵏ { $reference }.
