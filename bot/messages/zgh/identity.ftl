# Not reviewed.
identity-ask-proof = ⴰⴼⴰⴷ ⴰⴷ ⵏⵉⵙⵉⵏ ⵉⵙ ⵏⵏⴽ ⵓⵙⴷⴰⵡ ⴰⴷ: ⴰⵔⴰ 4 ⵏ ⵡⵓⵟⵟⵓⵏⵏ ⵉⵎⴳⴳⵓⵔⴰ ⵏ ⵜⴽⴰⵔⴹⴰ ⵏⵏⴽ, ⵏⵖ ⴰⵙⴰⴽⵓⴷ ⵏ ⵜⵍⴰⵍⵉⵜ.
identity-help-proof = ⴰⵔⴰ ⵣⵓⵏⴷ « 0001 » (ⵜⵉⴳⵉⵔⴰ ⵏ ⵜⴽⴰⵔⴹⴰ) ⵏⵖ « 12/03/1990 » (ⴰⵙⴰⴽⵓⴷ ⵏ ⵜⵍⴰⵍⵉⵜ).
identity-ask-proof-phone = ⴰⵔⴰ 4 ⵏ ⵡⵓⵟⵟⵓⵏⵏ ⵉⵎⴳⴳⵓⵔⴰ ⵏ ⵜⵉⵍⵉⴼⵓⵏ ⵏⵏⴰ ⵜⴼⴽⵉⴷ.
identity-help-proof-phone = ⴰⵔⴰ ⵣⵓⵏⴷ « 0001 », ⵜⵉⴳⵉⵔⴰ ⵏ ⵡⵓⵟⵟⵓⵏ ⵏ ⵜⵉⵍⵉⴼⵓⵏ.
identity-no-match = ⵓⵔ ⵏⵓⴼⵉ ⵎⵢⴰ ⵙ ⵓⵎⵙⵙⵓⴽⵍ ⴰⴷ ⴷ ⵉⵙⴰⵍⴰⵏ ⴰⴷ. ⵥⵕ ⵜⵏ, ⵜⴰⵍⵙⴷ ⴰⵔⴰ.
identity-locked = ⴳⴳⵓⵜⵏ ⵉⵔⴰⵎⵏ. ⵇⵇⵍ: { $wait }.
identity-code-sent = ⵓⵣⵏⵖ ⴰⴽ ⴰⵏⴳⴰⵍ ⵏ 6 ⵏ ⵡⵓⵟⵟⵓⵏⵏ ⵙ SMS, ⵖⵔ ⵡⵓⵟⵟⵓⵏ ⵏⵏⴰ ⵉⵜⵜⵎⵎⴰⵏ ⵙ { $tail }. ⴰⵔⴰ ⵜ ⴷⴰ. ⴰⵣⵎⵣ: { $wait }.
identity-code-alive = ⴰⵏⴳⴰⵍ ⵏⵏⴰ ⴰⴽ ⵓⵣⵏⵖ ⵙⵓⵍ ⵉⵅⴷⴷⵎ. ⴰⵔⴰ 6 ⵏ ⵡⵓⵟⵟⵓⵏⵏ ⵏⵏⵙ.
identity-code-shown = ⴰⵔⴰⵎ: ⴰⵏⴳⴰⵍ ⵏⵏⴽ ⵉⴳⴰ { $code }. ⴰⵔⴰ ⵜ ⴷⴰ. ⴰⵣⵎⵣ: { $wait }.
identity-code-too-many = ⵜⵜⵓⵣⵏⵏ ⵡⴰⵏⴳⴰⵍⵏ ⴳⴳⵓⵜⵏⵉⵏ. ⵇⵇⵍ: { $wait }.
identity-code-wrong = ⵓⵔ ⵉⴳⵉ ⴰⵏⴳⴰⵍ ⴰⵢⴰ. ⵥⵕ SMS, ⵜⴰⵍⵙⴷ ⴰⵔⴰ ⵜ.
identity-code-expired = ⵓⵔ ⵙⵓⵍ ⵉⵅⴷⵉⵎ ⵡⴰⵏⴳⴰⵍ ⴰⴷ. ⵙⵙⵓⵜⵔ ⵡⴰⵢⴹ.
identity-code-shape = ⴰⵏⴳⴰⵍ ⵖⵓⵔⵙ 6 ⵏ ⵡⵓⵟⵟⵓⵏⵏ. ⴰⵔⴰ ⵜⵏ ⴰⴽⴽⵯ.
identity-help-code = ⵔⵥⵎ SMS: ⵖⵓⵔⵙ 6 ⵏ ⵡⵓⵟⵟⵓⵏⵏ. ⴰⵔⴰ ⵜⵏ ⴷⴰ. ⴰⴷ ⵜⵏ ⵓⵔ ⵜⴰⴽⴽⴰⴷ ⵉ ⵢⴰⵏ ⵢⴰⴹⵏ.
identity-no-phone = ⵓⵔ ⵉⵍⵍⵉ ⵡⵓⵟⵟⵓⵏ ⵏ ⵜⵉⵍⵉⴼⵓⵏ ⵖⵔ ⵓⵙⴷⴰⵡ ⴰⴷ: ⵓⵔ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴽ ⴰⵣⵏⵖ ⴰⵏⴳⴰⵍ. ⵙⵇⵙⴰ ⴳ ⵍⵉⴷⴰⵔⴰ ⵙ ⵜⴽⴰⵔⴹⴰ ⵏⵏⴽ.
identity-no-channel = ⵓⵔ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⵣⵏⵖ SMS ⵖⵉⵍⴰ: ⵓⵔ ⵣⵎⵉⵔⵖ ⴰⴷ ⴰⴽ ⵙⵙⴽⵏⵖ ⵎⵢⴰ. ⵙⵇⵙⴰ ⴳ ⵍⵉⴷⴰⵔⴰ ⵙ ⵜⴽⴰⵔⴹⴰ ⵏⵏⴽ.
identity-opted-out = ⵓⵟⵟⵓⵏ ⵏ ⵓⵙⴷⴰⵡ ⴰⴷ ⵓⵔ ⵉⵔⵉ SMS ⵏⵏⵖ. ⴰⵣⵏ ⴰⵖ START ⵙ SMS ⵙⴳ ⵡⵓⵟⵟⵓⵏ ⴰⵏⵏ, ⵏⵖ ⵙⵇⵙⴰ ⴳ ⵍⵉⴷⴰⵔⴰ ⵙ ⵜⴽⴰⵔⴹⴰ ⵏⵏⴽ.
identity-again = ⴰⴷ ⵏⵉⵙⵉⵏ ⵜⵉⴽⴽⵍⵜ ⵢⴰⴹⵏⵉⵏ ⵉⵙ ⴷ ⴽⵢⵢⵉ.
identity-sms = Chobbak: ⴰⵏⴳⴰⵍ { $code }, { $wait }. ⴰⴷ ⵜ ⵓⵔ ⵜⴰⴽⴽⴰⴷ ⵉ ⵢⴰⵏ.
identity-minutes = { $count ->
    [1] { $count } ⵜⵓⵙⴷⵉⴷⵜ
   *[other] { $count } ⵜⵓⵙⴷⵉⴷⵉⵏ
}
identity-hours = { $count ->
    [1] { $count } ⵜⵙⵔⴰⴳⵜ
   *[other] { $count } ⵜⵙⵔⴰⴳⵉⵏ
}
identity-button-resend = ⴰⵏⴳⴰⵍ ⴰⵎⴰⵢⵏⵓ
