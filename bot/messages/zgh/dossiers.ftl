# Not yet reviewed by a native speaker.
form-track-dossier = ⵍⵎⵉⵍⴼ ⵏⵏⴽ
form-subscribe-updates = ⵉⵙⴰⵍⴰⵏ ⵏ ⵍⵎⵉⵍⴼ ⵏⵏⴽ

dossiers-ask-reference = ⵎⴰ ⵉⴳⴰⵏ ⵓⵟⵟⵓⵏ ⵏ ⵍⵎⵉⵍⴼ ⵏⵏⴽ? ⵢⵓⵔⴰ ⴳ ⵍⵡⴰⵚⵍ, ⵣⵓⵏⴷ { $example }.
dossiers-help-reference = ⵥⵔ ⵍⵡⴰⵚⵍ: ⴳⵉⵙ ⵓⵟⵟⵓⵏ ⵣⵓⵏⴷ { $example }. ⴰⵔⴰ ⵜ ⵖⵉⴷ.
dossiers-label-reference = ⵓⵟⵟⵓⵏ ⵏ ⵍⵎⵉⵍⴼ
dossiers-several-references = ⵥⵔⵉⵖ ⴽⵉⴳⴰⵏ ⵏ ⵡⵓⵟⵟⵓⵏⵏ. ⴰⵣⵏ ⵖⴰⵙ ⵢⴰⵏ: ⵎⴰⵏ ⵍⵎⵉⵍⴼ ⵜⵔⵉⴷ?
dossiers-miswritten-reference = ⵉⵍⵍⴰ ⵍⵖⴰⵍⴰⵟ ⴳ ⵓⵟⵟⵓⵏ ⴰⴷ. ⵥⵔ ⵍⵡⴰⵚⵍ, ⴰⵔⴰ ⵜ ⴷⴰⵖ.
dossiers-no-reference = ⵓⵔ ⵉⴳⵉ ⵡⴰⴷ ⵓⵟⵟⵓⵏ ⵏ ⵍⵎⵉⵍⴼ. ⴰⵔⴰ ⵡⴰⵍⵍⵉ ⵢⵓⵔⴰⵏ ⴳ ⵍⵡⴰⵚⵍ.
dossiers-not-card-nor-phone = ⵓⵟⵟⵓⵏ ⵏ ⵍⴽⴰⵕⵟ ⵏⵖ ⵏ ⵜⵉⵍⵉⴼⵓⵏ ⴰⴷ. ⵣⵡⴰⵔ, ⴰⵔⴰ ⵓⵟⵟⵓⵏ ⵏ ⵍⵎⵉⵍⴼ ⵢⵓⵔⴰⵏ ⴳ ⵍⵡⴰⵚⵍ.
dossiers-no-photo = ⵓⵔ ⴷⴰ ⵇⵇⴰⵔⵖ ⵜⵉⵡⵍⴰⴼⵉⵏ. ⴰⵔⴰ ⵓⵟⵟⵓⵏ ⵢⵓⵔⴰⵏ ⴳ ⵍⵡⴰⵚⵍ.
dossiers-gone = ⵓⵔ ⵓⴼⵉⵖ ⵍⵎⵉⵍⴼ ⴰⴷ. ⵥⵔ ⵓⵟⵟⵓⵏ ⵏⵏⵙ.

dossiers-file = ⵍⵎⵉⵍⴼ { $reference }
dossiers-subject = ⵖⴼ: { $subject }
dossiers-state = ⵎⴰⵏⵉ ⵉⵍⴽⵎ: { $status }, ⵙⴳ { $since } ({ $days ->
    [0] ⴰⵙⵙⴰ
    [1] { $days } ⵏ ⵡⴰⵙⵙ
   *[other] { $days } ⵏ ⵡⵓⵙⵙⴰⵏ
}).
dossiers-appointment = ⴰⵙⵙ: { $day } ⴳ { $hour }.
dossiers-missing = { $count ->
    [1] ⵜⵅⵚⵚⴰ ⵢⴰⵜ ⵜⵡⵔⵉⵇⵜ:
   *[other] ⵅⵚⵚⴰⵏ { $count } ⵏ ⵍⵡⵔⴰⵇ:
}
dossiers-reason = ⵎⴰⵅ: { $reason }
dossiers-office = ⵍⴱⵉⵔⵓ: { $office }
dossiers-limit = ⵜⴼⴽⵉⴷ ⵜ ⴳ { $lodged }. ⵙ ⵍⵇⴰⵏⵓⵏ 55-19, ⵉⵅⵚⵚⴰ ⵍⵉⴷⴰⵔⴰ ⴰⴷ ⵜⵔⴰⵔ ⴳ { $limit } ⵏ ⵡⴰⵙⵙ, ⴰⵔ { $deadline }.
dossiers-limit-passed = ⵜⴼⴽⵉⴷ ⵜ ⴳ { $lodged }. ⵣⵔⵉⵏ { $limit } ⵏ ⵡⴰⵙⵙ ⵏ ⵍⵇⴰⵏⵓⵏ 55-19 ⴳ { $deadline }. ⵎⴰⵏⵉ ⵜ ⵉⵏⵏⴰ ⵍⵇⴰⵏⵓⵏ, ⵉⵖ ⵓⵔ ⵜⵔⴰⵔ ⵍⵉⴷⴰⵔⴰ, ⵣⵓⵏⴷ ⵉⵖ ⵜⵇⴱⵍ: ⵃⴹⵓ ⵍⵡⴰⵚⵍ.

dossiers-status-received = ⵉⵍⴽⵎ, ⵓⵔ ⵜⴰ ⵜ ⵥⵔⵉⵏ
dossiers-status-incomplete = ⵉⵅⵚⵚⴰ ⴽⵔⴰ
dossiers-status-in-progress = ⴰⵔ ⵜ ⵥⵕⵕⴰⵏ
dossiers-status-approved = ⵇⴱⵍⵏ ⵜ, ⵓⵔ ⵜⴰ ⵉⵡⵊⴷ
dossiers-status-ready = ⵉⵡⵊⴷ
dossiers-status-closed = ⵉⴼⵔⴰ
dossiers-status-refused = ⵓⵔ ⵜ ⵇⴱⵉⵍⵏ
dossiers-status-cancelled = ⵉⵜⵜⵓⵙⴱⴷⴷ
dossiers-status-booked = ⵉⵜⵜⵓⵃⵟⵟⵓ
dossiers-status-answered = ⵔⴰⵔⵏ ⴰⴽ

dossiers-next-wait = ⵓⵔ ⴽ ⵉⵅⵚⵚⵉ ⴰⴷ ⵜⵙⴽⵔⴷ ⵎⵢⴰ ⵖⵉⵍⴰⴷ.
dossiers-next-insist = ⴷⴷⵓ ⵙ ⵍⴱⵉⵔⵓ ⵙ ⵍⵡⴰⵚⵍ, ⵏⵖ ⵙⴽⵔ ⵛⵛⵉⴽⴰⵢⴰ: ⵖⵉⴷ, ⴳ chikaya.ma ⵏⵖ ⴳ 3737.
dossiers-next-complete = ⴰⵡⵉ ⴷ ⵎⴰ ⵉⵅⵚⵚⴰⵏ ⴷ ⵍⵡⴰⵚⵍ. ⵍⵉⴷⴰⵔⴰ ⵜⵙⵙⵓⵜⵓⵔ ⵍⵡⵔⴰⵇ ⵉⵅⵚⵚⴰⵏ ⵖⴰⵙ ⵢⴰⵜ ⵜⵉⴽⴽⵍⵜ (ⵍⵇⴰⵏⵓⵏ 55-19).
dossiers-next-wait-for-ready = ⵇⵇⵍ ⴰⵔ ⴰⴷ ⵉⵡⵊⴷ.
dossiers-next-collect = ⴷⴷⵓ ⴰⵎⵥ ⵜ ⴳ ⵍⴱⵉⵔⵓ ⵙ ⵍⵡⴰⵚⵍ.
dossiers-next-contest = ⵉⵅⵚⵚⴰ ⴰⴷ ⴰⴽ ⵉⵏⵉⵏ ⵎⴰⵅ (ⵍⵇⴰⵏⵓⵏ 55-19). ⵉⵖ ⵓⵔ ⵜⵇⴱⵉⵍⴷ, ⵙⴽⵔ ⵛⵛⵉⴽⴰⵢⴰ: ⵖⵉⴷ, ⴳ chikaya.ma ⵏⵖ ⴳ 3737.
dossiers-next-come = ⴰⵛⴽ ⴷ ⴳ ⵍⵡⵇⵜ ⵙ ⵍⵡⵔⴰⵇ ⵏⵏⴽ.
dossiers-next-reopen = ⵉⵖ ⵓⵔ ⴽ ⵜⵄⵊⵉⴱ ⵜⵔⴰⵔⵜ ⴰⴷ, ⵉⵏⵉ ⵉⵢⵉ ⵜ.
dossiers-next-nothing = ⵉⴼⵔⴰ, ⵓⵔ ⵉⵇⵇⵉⵎⵉ ⵎⵢⴰ.

dossiers-subscribed = ⵡⴰⵅⵅⴰ: ⵔⴰⴷ ⴰⴽ ⴰⵔⵖ ⵖⵉⴷ ⵉⵖ ⵉⴷⴷⴰ { $reference }. ⴰⵙⵙⴰ: { $status }.
dossiers-unsubscribed = ⵡⴰⵅⵅⴰ, ⵓⵔ ⵔⴰⴷ ⴰⴽ ⴰⵔⵖ ⵖⴼ { $reference }.
dossiers-over = ⵉⴼⵔⴰ: ⵓⵔ ⵉⵍⵍⵉ ⵎⴰ ⵔⴰⴷ ⴰⴽ ⵉⵏⵉⵖ.

dossiers-button-notify = ⵎⵍⴰⵜ ⵉⵢⵉ
dossiers-button-stop = ⵙⴱⴷⴷ ⵉⵙⴰⵍⴰⵏ
dossiers-button-complain = ⵜⵛⴽⴰⵢⵜ
dossiers-button-reopen = ⴰⵍⵙ ⵉ ⵜⵛⴽⴰⵢⵜ
dossiers-button-appointment = ⵔⵔⴰⵏⴷⵉⴱⵓ ⵉⵏⵓ
