# Names of facets, as they stand in the middle of a sentence.
facet-documents = the papers to bring
facet-fee = the price
facet-delay = the waiting time
facet-where = the place to go to
facet-online = the online service
facet-hours = the opening hours
facet-steps = the steps
facet-conditions = the conditions
facet-validity = the period of validity
facet-authority = the administration in charge
facet-appeal = the way to appeal
facet-legal_basis = the legal basis

# Headings of answer blocks.
heading-documents = Papers to bring
heading-fee = Price
heading-delay = Waiting time
heading-where = Where to go
heading-online = Online
heading-hours = Opening hours
heading-steps = Steps
heading-conditions = Conditions
heading-validity = Validity
heading-authority = Administration
heading-appeal = If you are refused
heading-legal_basis = Legal basis

answer-block = { $heading }: { $text }
answer-list = { $heading }:
answer-unsure = { $heading } (to be checked at the counter)
answer-item = • { $text }
answer-item-when = • { $text } ({ $when })
answer-rest = { $count ->
    [one] … and { $count } more item.
   *[other] … and { $count } more items.
}
answer-unheld = I don’t have { $facets } for this procedure. Ask at the counter or call 3737; I can also tell you how to reach an agent.
case-unheld = I have nothing on this particular case for: { $title }. Ask at the counter or call 3737. I can tell you what applies in general.
answer-source = Source: { $host }, checked on { $date }.
answer-plain-documents = Bring: { $items }.
answer-plain-fee = To pay: { $text }.
answer-plain-delay = You have to wait: { $text }.
answer-plain-where = Go to: { $text }.
fee-free = free
fee-amount = { $mad } MAD
delay-at-once = at once
delay-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}

which-procedure = Which procedure are you asking about?
which-one = Which of these procedures do you want?
did-you-mean = I am not sure I understood. Did you mean:
no-such-procedure = I did not find this procedure among those I know. Write its name another way, look at the menu, or call 3737.
no-such-option = There is no such choice. Tap a button or write its number.
nothing-more = I have told you everything on this point.
no-source-yet = First ask me a question about a procedure: I will tell you where each piece of information comes from.
source-of = { $title }: information taken from { $host } and checked on { $date }.
source-unsure = Some points are still to be checked at the counter: { $facets }.
source-confirmed = It is confirmed by at least two sources.
button-more = More
button-documents = Papers
button-human = Talk to an agent
button-menu = Menu
button-repeat = Repeat
