# Not reviewed.
form-my-data = ⵉⵙⴰⵍⴰⵏ ⵏⵏⴽ
my_data-notice = ⴰⵔ ⵃⵟⵟⵓⵖ ⵜⵉⴱⵔⴰⵜⵉⵏ ⵏⵏⴽ ⵜⵜⵓⵏⴳⵍⵏⵜ ⴰⴼⴰⴷ ⴰⴷ ⴰⴽ ⵔⴰⵔⵖ. ⴳ WhatsApp ⴷ SMS ⴰⵔ ⵣⵔⵔⵉⵏⵜ ⵙⴳ ⵛⵛⴰⵔⵉⴽⴰⵜ ⵏ ⴱⵕⵕⴰ. ⵓⵔ ⵜⵏⵜ ⵜⵜⴰⵣⵏⵖ ⵉ ⵢⴰⵏ ⵢⴰⴹⵏ (ⵍⵇⴰⵏⵓⵏ 09-08).
my_data-ask-what = ⵎⴰ ⵜⵔⵉⴷ?
my_data-help-what = ⵣⵎⵔⵖ ⴰⴷ ⴰⴽ ⵉⵏⵉⵖ ⵎⴰⵢⴷ ⵃⵟⵟⵓⵖ, ⵏⵖ ⵎⴰⵏⵉⴽ ⴰⴷ ⵜⵙⵖⵏⵓⴷ, ⵏⵖ ⴰⴷ ⵙⴼⴹⵖ ⴰⴽⴽⵯ.
my_data-label-what = ⴰⵙⵓⵜⵔ ⵏⵏⴽ
my-data-what-see = ⵥⵕ ⵎⴰⵢⴷ ⵉⵍⵍⴰⵏ
my-data-what-correct = ⵙⵖⵏⵓ
my-data-what-erase = ⵙⴼⴹ ⴰⴽⴽⵯ
my_data-kept =
    ⴰⵢⴰ ⴰⴷ ⵃⵟⵟⵓⵖ:
    { $lines }
    ⵉⴹⵕⵉⵚⵏ ⴷ ⵉⴼⴰⵢⵍⵓⵜⵏ ⵜⵜⵓⵏⴳⵍⵏ. ⵙⵔⵙⵏ ⴰⵔ ⴰⴽ ⵜⵜⵔⴰⵔⵖ.
my_data-nothing = ⵓⵔ ⵃⵟⵟⵓⵖ ⵎⵢⴰ ⵖⴰⵙ ⴰⵢⵏⵏⴰ ⵜⵓⵔⴰⴷ ⵖⵉⵍⴰ.
my_data-line = • { $label }: { $count }
my_data-comma = {", "}
my_data-unknown = ⵓⵔ ⵣⵎⵉⵔⵖ ⴰⴷ ⵙⵙⵉⴹⵏⵖ ⵖⵉⵍⴰ: { $names }.
my_data-count-messages = ⵜⵉⴱⵔⴰⵜⵉⵏ ⵏⵏⴽ
my_data-count-answers = ⵜⵉⵔⴰⵔⵉⵏ ⵉⵏⵓ
my_data-count-files = ⵜⵉⵡⵍⴰⴼⵉⵏ ⴷ ⵉⴼⴰⵢⵍⵓⵜⵏ
my_data-count-addresses = ⵓⵟⵟⵓⵏⵏ ⵏ ⵜⵉⵍⵉⴼⵓⵏ
my_data-count-subscriptions = ⵉⵙⴷⴰⵡⵏ
my_data-count-reminders = ⵉⵙⵎⴽⵜⵉⵢⵏ
my_data-count-feedback = ⵜⵉⵎⵏⴰⴹⵉⵏ ⵏⵏⴽ
my_data-count-appointments = ⵜⵉⵙⵎⵓⴷⴷⴰⵏ
my_data-count-orders = ⵍⵡⵔⴰⵇ
my_data-count-complaints = ⵜⵉⵙⵓⵜⵔⵉⵡⵉⵏ
my_data-correct = ⵎⵛ ⵜⵔⵉⴷ ⴰⴷ ⵜⵙⵏⴼⵍⴷ ⵜⵉⵔⴰⵔⵉⵏ ⵏⵏⴽ, ⴰⵔⴰ « ⵙⵏⴼⵍ ». ⵎⴰⵢⴷ ⵉⵍⵍⴰⵏ ⴳ ⵓⵙⴷⴰⵡ, ⵖⴰⵙ ⵍⵉⴷⴰⵔⴰ ⴰⴷ ⵉⵣⵎⵔⵏ ⴰⴷ ⵜ ⵜⵙⵏⴼⵍ (ⵍⵇⴰⵏⵓⵏ 09-08).
my_data-erase-confirm =
    ⴰⴷ ⵙⴼⴹⵖ: ⴰⵡⴰⵍ ⴰⴷ, ⵜⵉⵡⵍⴰⴼⵉⵏ ⴷ ⵉⴼⴰⵢⵍⵓⵜⵏ ⵏⵏⴽ, ⵓⵟⵟⵓⵏ ⵏⵏⴽ, ⵉⵙⵎⴽⵜⵉⵢⵏ.
    ⵓⵔ ⵣⵎⵉⵔⵖ ⴰⴷ ⵙⴼⴹⵖ ⵎⴰⵢⴷ ⵜⵃⵟⵟⵓ ⵍⵉⴷⴰⵔⴰ (ⵜⵉⵙⵎⵓⴷⴷⴰⵏ, ⵍⵡⵔⴰⵇ, ⵜⵉⵙⵓⵜⵔⵉⵡⵉⵏ), ⴷ ⵓⵖⵎⵉⵙ ⵏ ⵉⵙⴷⴰⵡⵏ ⵏⵏⴰ ⵜⵜⵓⵥⵕⵏ.
    ⴰⴷ ⵙⴼⴹⵖ?
my_data-button-erase = ⵢⴰⵀ, ⵙⴼⴹ ⴰⴽⴽⵯ
my_data-erased = ⴰⴷ ⵉⵜⵜⵓⵙⴼⴹ ⴽⵓⵍⵛⵉ ⴷⴰⵔⵜ ⵉⵎⵉⴽ. ⵜⴰⴽⴰⵔⴹⴰ ⵏⵏⴽ: { $receipt }. ⴰⵔⴰ ⵜⵜ ⵖⵓⵔⴽ.
