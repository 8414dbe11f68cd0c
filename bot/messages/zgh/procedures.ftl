# Not yet reviewed by a native speaker.

# Names of facets, as they stand in the middle of a sentence.
facet-documents = ⵍⵡⵔⴰⵇ ⵉⵅⵚⵚⴰⵏ
facet-fee = ⴰⵜⵉⴳ
facet-delay = ⵎⵏⵛⴽ ⵏ ⵡⵓⵙⵙⴰⵏ
facet-where = ⴰⴷⵖⴰⵔ
facet-online = ⵙⵙⵉⵔⴼⵉⵙ ⵏ ⵍⴰⵏⵜⵉⵔⵏⵉⵜ
facet-hours = ⵍⵡⵇⵜ
facet-steps = ⵍⵎⴰⵔⴰⵃⵉⵍ
facet-conditions = ⵛⵛⵓⵔⵓⵟ
facet-validity = ⵚⵚⴰⵍⴰⵃⵉⵢⴰ
facet-authority = ⵍⵉⴷⴰⵔⴰ
facet-appeal = ⵟⵟⴰⵄⵏ
facet-legal_basis = ⵍⵇⴰⵏⵓⵏ

# Headings of answer blocks.
heading-documents = ⵍⵡⵔⴰⵇ ⵉⵅⵚⵚⴰⵏ
heading-fee = ⴰⵜⵉⴳ
heading-delay = ⵎⵏⵛⴽ ⵏ ⵡⵓⵙⵙⴰⵏ
heading-where = ⴰⴷⵖⴰⵔ
heading-online = ⵙ ⵍⴰⵏⵜⵉⵔⵏⵉⵜ
heading-hours = ⵍⵡⵇⵜ
heading-steps = ⵍⵎⴰⵔⴰⵃⵉⵍ
heading-conditions = ⵛⵛⵓⵔⵓⵟ
heading-validity = ⵚⵚⴰⵍⴰⵃⵉⵢⴰ
heading-authority = ⵍⵉⴷⴰⵔⴰ
heading-appeal = ⵉⵖ ⵓⵔ ⵇⴱⵉⵍⵏ
heading-legal_basis = ⵍⵇⴰⵏⵓⵏ

answer-block = { $heading }: { $text }
answer-list = { $heading }:
answer-unsure = { $heading } (ⵙⵇⵙⴰ ⴳ ⵍⴱⵉⵔⵓ)
answer-item = • { $text }
answer-item-when = • { $text } ({ $when })
# CLDR has one plural category for zgh, "other": the singular is picked by the number itself.
answer-rest = { $count ->
    [1] … ⴷ { $count } ⵢⴰⴹⵏ.
   *[other] … ⴷ { $count } ⵢⴰⴹⵏⵉⵏ.
}
answer-unheld = ⵓⵔ ⵖⵓⵔⵉ ⵉⵙⴰⵍⴰⵏ ⴰⴷ: { $facets }. ⵙⵇⵙⴰ ⴳ ⵍⴱⵉⵔⵓ ⵏⵖ ⵖⵔ ⵉ 3737. ⵣⵎⵔⵖ ⴰⴷ ⴰⴽ ⵉⵏⵉⵖ ⵎⴰⵎⴽ ⴰⴷ ⵜⵙⵉⵡⵍⴷ ⴷ ⵍⵎⵓⵡⴰⴹⴹⴰⴼ.
case-unheld = ⵓⵔ ⵖⵓⵔⵉ ⵉⵙⴰⵍⴰⵏ ⵅⴼ ⵓⵢⴰ ⴳ: { $title }. ⵙⵇⵙⴰ ⴳ ⵍⴱⵉⵔⵓ ⵏⵖ ⵖⵔ ⵉ 3737.
answer-source = ⴰⵖⴱⴰⵍⵓ: { $host }, ⵥⵔⵉⵖ ⵜ ⴳ { $date }.
answer-plain-documents = ⴰⵡⵉ ⴷ: { $items }.
answer-plain-fee = ⴼⵔⵓ: { $text }.
answer-plain-delay = ⵇⵇⵍ: { $text }.
answer-plain-where = ⴷⴷⵓ ⵙ: { $text }.
fee-free = ⴼⴰⴱⵓⵔ (ⴱⴰⵟⵍ)
fee-amount = { $mad } ⴷⵔⵀⵎ
delay-at-once = ⵖⵉⵍⴰⴷ
delay-days = { $days ->
    [1] { $days } ⵏ ⵡⴰⵙⵙ
   *[other] { $days } ⵏ ⵡⵓⵙⵙⴰⵏ
}

which-procedure = ⵎⴰⵏ ⵜⴰⵡⵔⵉⵇⵜ ⵜⵔⵉⴷ?
which-one = ⵎⴰⵏ ⵢⴰⵜ ⵜⵔⵉⴷ?
did-you-mean = ⵓⵔ ⴼⵀⵉⵎⵖ ⵎⵍⵉⵃ. ⵉⵙ ⵜⵔⵉⴷ:
no-such-procedure = ⵓⵔ ⵓⴼⵉⵖ ⵜⴰⵡⵔⵉⵇⵜ ⴰⴷ. ⴰⵔⴰ ⵉⵙⵎ ⵢⴰⴹⵏ, ⵥⵔ ⵜⴰⵍⴳⴰⵎⵜ, ⵏⵖ ⵖⵔ ⵉ 3737.
no-such-option = ⵓⵔ ⵉⵍⵍⵉ ⵡⴰⵢⴰⴷ. ⵙⵜⵉ ⴽⵔⴰ, ⵏⵖ ⴰⵔⴰ ⵓⵟⵟⵓⵏ ⵏⵏⵙ.
nothing-more = ⵏⵏⵉⵖ ⴰⴽ ⴽⵓⵍⵍⵓ ⵎⴰ ⵙⵙⵏⵖ.
no-source-yet = ⵙⵇⵙⴰ ⵉⵢⵉ ⵣⵡⴰⵔ ⵖⴼ ⵢⴰⵜ ⵜⵡⵔⵉⵇⵜ. ⴰⴷ ⴰⴽ ⵉⵏⵉⵖ ⵎⴰⵏⵉ ⴷ ⵓⵡⵉⵖ ⵉⵙⴰⵍⴰⵏ.
source-of = { $title }: ⵓⵡⵉⵖ ⴷ ⵉⵙⴰⵍⴰⵏ ⵙⴳ { $host }, ⵥⵔⵉⵖ ⵜⵏ ⴳ { $date }.
source-unsure = ⵙⵇⵙⴰ ⴳ ⵍⴱⵉⵔⵓ ⵖⴼ: { $facets }.
source-confirmed = ⵏⵏⴰⵏ ⵜ ⵙⵉⵏ ⵉⵖⴱⵓⵍⴰ ⵏⵖ ⵓⴳⴳⴰⵔ.
button-more = ⵓⴳⴳⴰⵔ
button-documents = ⵍⵡⵔⴰⵇ
button-human = ⵍⵎⵓⵡⴰⴹⴹⴰⴼ
button-menu = ⵜⴰⵍⴳⴰⵎⵜ
button-repeat = ⴰⵍⵙ
