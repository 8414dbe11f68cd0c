# Not reviewed.
forms-colon = {": "}
forms-summary =
    ⴰⵢⴰ ⵏⵏⴰ ⵜⵏⵏⵉⴷ:
    { $lines }
    ⵉⵙ ⵉⵖⵣⴰ?
forms-button-yes = ⵢⴰⵀ, ⵉⵖⵣⴰ
forms-button-change = ⵙⵏⴼⵍ
forms-button-stop = ⵙⴱⴷⴷ
forms-button-retry = ⴰⵍⵙ
forms-cancelled = ⵏⵙⴱⴷⴷ. ⵓⵔ ⵜⵜⵓⵣⴰⵏ ⵎⵢⴰ. ⵜⵣⵎⵔⴷ ⴰⴷ ⵜⴰⵍⵙⴷ.
forms-paused = ⵓⵔ ⵉⵍⵍⵉ ⵓⵖⵉⵍⵉⴼ. ⴰⵔⴰ ⵉⵢⵉ ⴰⴷⴷⴰⵢ ⵜⵙⵓⵊⴷⴷ.
forms-first-question = ⴰⵙⵇⵙⵉ ⴰⵎⵣⵡⴰⵔⵓ ⴰⵢⴰ.
forms-changed = ⵉⵜⵜⵓⵙⵏⴼⵍ. { $label }: { $value }
forms-noted = ⵉⵜⵜⵓⵔⴰ.
forms-what-to-change = ⵎⴰ ⵜⵔⵉⴷ ⴰⴷ ⵜⵙⵏⴼⵍⴷ?
forms-not-understood = ⵓⵔ ⴼⵀⵉⵎⵖ ⵜⵉⵔⴰⵔⵉⵏ ⵏⵏⴽ.
forms-person = ⵉⵣⵎⵔ ⴰⴽ ⵉⴰⵡⵙ ⵢⴰⵏ ⵓⴼⴳⴰⵏ, ⵏⵖ ⵏⵙⴱⴷⴷ ⴷⴰ.
forms-register-down = ⵓⵔ ⴷⴰ ⵜⵜⵔⴰⵔⴰ ⵜⵎⵙⵙⵓⴳⵓⵔⵜ ⵖⵉⵍⴰ. ⵓⵔ ⵉⵊⵍⵉ ⵎⵢⴰ. ⴰⵍⵙ ⴷⴰⵔⵜ ⵉⵎⵉⴽ.
forms-back-to = ⵏⵓⵖⵓⵍ ⵖⵔ: { $what }.
forms-where-we-were = ⴰⵣⵓⵍ! ⵏⵙⵙⴽⴰⵔ: { $what }. ⵏⴽⵎⵎⵍ.
forms-choice-over = ⵓⵔ ⵙⵓⵍ ⵉⵅⴷⵉⵎ ⵓⵙⵜⴰⵢ ⴰⵢⴰ. ⵉⵏⵉ ⵉⵢⵉ ⵎⴰ ⵜⵔⵉⴷ.
