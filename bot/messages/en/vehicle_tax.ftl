form-vehicle-tax = working out the vehicle tax
vehicle-tax-ask-fuel = Which fuel?
vehicle-tax-help-fuel = Look at the registration card (carte grise): ES means petrol, GO means diesel. Answer for example "diesel".
vehicle-tax-label-fuel = Fuel
vehicle-tax-fuel-petrol = Petrol
vehicle-tax-fuel-diesel = Diesel
vehicle-tax-fuel-hybrid = Hybrid
vehicle-tax-fuel-electric = Electric
vehicle-tax-other-fuel = I only have the tariff for petrol, diesel, hybrid and electric. If the vehicle also runs on one of them, choose that one.
vehicle-tax-ask-power = How many fiscal horsepower (CV)? It is on the registration card.
vehicle-tax-help-power = On the registration card (carte grise), look for "puissance fiscale": a small number, such as 6 or 8. Write that number, or choose.
vehicle-tax-label-power = Fiscal power
vehicle-tax-power-impossible = Fiscal power is a whole number, 1 at least. Which one is on the registration card?
vehicle-tax-power-of-engine = { $power } HP is probably the engine's power. I need the fiscal power on the registration card, such as 6 or 8.
vehicle-tax-power-below = under { $above } CV
vehicle-tax-power-between = { $lowest } to { $highest } CV
vehicle-tax-power-from = { $lowest } CV and more
vehicle-tax-vehicle = { $fuel }, { $band }
vehicle-tax-tax = Tax for { $year }, { $vehicle }: { $sum } MAD.
vehicle-tax-exempt = { $vehicle }: exempt, nothing to pay.
vehicle-tax-penalty = { $count ->
    [one] One month late: penalty { $penalty } MAD, total { $sum } MAD.
   *[other] { $count } months late: penalty { $penalty } MAD, total { $sum } MAD.
}
vehicle-tax-if-unpaid = If that of { $year } is still unpaid: { $sum } MAD today, with the penalty of { $penalty } MAD.
vehicle-tax-all-years = Total for these years: { $sum } MAD.
vehicle-tax-years-unheld = I do not have the tariff of { $years }: ask the tax office for the sum.
vehicle-tax-older-tariff = I do not have the tariff of { $year } yet: I used that of { $known }.
vehicle-tax-new = New vehicle: to be paid within { $days } days of the date on the receipt for the carte grise file. I do not know whether the first year is paid in full.
vehicle-tax-perhaps-exempt = Other vehicles may be exempt (taxi, ambulance, collection, mixed transport…): I could not confirm it, ask the tax office.
vehicle-tax-when = To be paid every year from { $first } to { $last }.
vehicle-tax-where = No charge by card, app or cash machine; { $charge } MAD more at a branch or payment point.
vehicle-tax-heavy = For a lorry or a heavy vehicle I do not have the tariff: ask the tax office or the bank, with the registration card.
vehicle-tax-motorcycle = For a motorcycle I do not have the tariff: ask the tax office or the bank, with the registration card.
vehicle-tax-halves = Over { $tons } tonnes: two halves, before the end of February and before the end of August (one source only: to be checked).
vehicle-tax-light = Up to { $tons } tonnes: to be paid from { $first } to { $last }.
vehicle-tax-full-button = All about this tax
