form-vehicle-tax = ⵍⵃⵙⴰⴱ ⵏ ⵍⴰⴼⵉⵏⵢⵉⵜ
vehicle-tax-ask-fuel = ⵎⴰⵣⵓⵟ ⵏⵖ ⵍⵉⵙⴰⵏⵙ?
vehicle-tax-help-fuel = ⵥⵕ ⵍⴰⴽⴰⵕⵟ ⴳⵔⵉⵣ: ES = ⵍⵉⵙⴰⵏⵙ, GO = ⵎⴰⵣⵓⵟ.
vehicle-tax-label-fuel = ⵎⴰⵣⵓⵟ / ⵍⵉⵙⴰⵏⵙ
vehicle-tax-fuel-petrol = ⵍⵉⵙⴰⵏⵙ
vehicle-tax-fuel-diesel = ⵎⴰⵣⵓⵟ
vehicle-tax-fuel-hybrid = ⵀⵉⴱⵔⵉⴷ
vehicle-tax-fuel-electric = ⵜⵔⵉⵙⵉⵏⵜⵉ
vehicle-tax-other-fuel = ⵖⵓⵔⵉ ⵖⴰⵙ ⵍⵉⵙⴰⵏⵙ, ⵎⴰⵣⵓⵟ, ⵀⵉⴱⵔⵉⴷ, ⵜⵔⵉⵙⵉⵏⵜⵉ. ⵙⵜⵉ ⵢⴰⵏ.
vehicle-tax-ask-power = ⵎⵏⵛⴽ ⵏ ⵉⵢⵙⴰⵏ (CV) ⴳ ⵍⴰⴽⴰⵕⵟ ⴳⵔⵉⵣ?
vehicle-tax-help-power = ⴳ ⵍⴰⴽⴰⵕⵟ ⴳⵔⵉⵣ: «puissance fiscale», ⴰⵎ 6 ⵏⵖ 8. ⴰⵔⴰ ⵏⵏⵉⵎⵔⵓ ⵏⵖ ⵙⵜⵉ.
vehicle-tax-label-power = ⵉⵢⵙⴰⵏ (CV)
vehicle-tax-power-impossible = ⵉⵅⵚⵚⴰ ⵏⵏⵉⵎⵔⵓ ⵉⴽⵎⵍⵏ, ⵙⴳ 1. ⵎⵏⵛⴽ ⴳ ⵍⴰⴽⴰⵕⵟ ⴳⵔⵉⵣ?
vehicle-tax-power-of-engine = { $power } CV: ⵜⴰⴷ ⵜⴳⴰ ⵜⵉⵏ ⵍⵎⵓⵟⵓⵔ. ⵉⵅⵚⵚⴰ «puissance fiscale» ⵏ ⵍⴰⴽⴰⵕⵟ ⴳⵔⵉⵣ, ⴰⵎ 6 ⵏⵖ 8.
vehicle-tax-power-below = ⴷⴷⴰⵡ { $above } CV
vehicle-tax-power-between = { $lowest } – { $highest } CV
vehicle-tax-power-from = { $lowest } CV ⴷ ⵓⴳⴳⴰⵔ
vehicle-tax-vehicle = { $fuel }, { $band }
vehicle-tax-tax = ⵍⴰⴼⵉⵏⵢⵉⵜ { $year }, { $vehicle }: { $sum } ⴷⵔⵀⵎ (DH).
vehicle-tax-exempt = { $vehicle }: ⵓⵔ ⵜⴻⵜⵜⵅⵍⵍⵚ (exonéré, 0 DH).
vehicle-tax-penalty = { $count ->
    [1] ⵢⴰⵏ ⵡⴰⵢⵢⵓⵔ ⵏ ⵜⵄⵟⵟⵍ: ⵍⵅⵟⵉⵢⵜ (pénalité) { $penalty } DH, ⴽⵓⵍⵍⵓ (total) { $sum } DH.
   *[other] { $count } ⵏ ⵡⴰⵢⵢⵓⵔⵏ ⵏ ⵜⵄⵟⵟⵍ: ⵍⵅⵟⵉⵢⵜ (pénalité) { $penalty } DH, ⴽⵓⵍⵍⵓ (total) { $sum } DH.
}
vehicle-tax-if-unpaid = ⵉⵖ ⵓⵔ ⵜⵅⵍⵍⵚⴷ { $year }: ⴰⵙⵙⴰ { $sum } DH, ⵍⵅⵟⵉⵢⵜ (pénalité) { $penalty } DH.
vehicle-tax-all-years = ⴽⵓⵍⵍⵓ (total): { $sum } DH.
vehicle-tax-years-unheld = ⵓⵔ ⵖⵓⵔⵉ ⵍⵍⵉⵏ ⵉⴷⵔⵉⵎⵏ ⵏ { $years }: ⵙⵇⵙⴰ ⴷⴷⴰⵔⴰⵉⴱ (impôts).
vehicle-tax-older-tariff = ⵓⵔ ⵜⴰ ⵖⵓⵔⵉ { $year }: ⵃⵙⴱⵖ ⵙ { $known } (tarif { $known }).
vehicle-tax-new = ⵟⵟⵓⵎⵓⴱⵉⵍ ⵜⴰⵎⴰⵢⵏⵓⵜ: { $days } ⵏ ⵡⴰⵙⵙ ⵙⴳ ⵔⵔⵓⵙⵉ (récépissé) ⵏ ⵍⴰⴽⴰⵕⵟ ⴳⵔⵉⵣ.
vehicle-tax-perhaps-exempt = ⵟⴰⴽⵙⵉ, ⵍⴰⵎⴱⵉⵍⴰⵏⵙ…: ⵓⵔ ⵙⵙⵉⵏⵖ, ⵙⵇⵙⴰ ⴷⴷⴰⵔⴰⵉⴱ.
vehicle-tax-when = ⴽⵓ ⴰⵙⴳⴳⵯⴰⵙ: { $first } – { $last }.
vehicle-tax-where = ⵍⴰⴽⴰⵕⵟ, ⵍⴳⵉⵛⵉ (GAB) ⵏⵖ ⵍⴰⵏⵜⵉⵔⵏⵉⵜ: 0 DH; ⵍⴱⴰⵏⴽⴰ (agence): +{ $charge } DH.
vehicle-tax-heavy = ⵍⴽⴰⵎⵢⵓⵏ: ⵓⵔ ⵖⵓⵔⵉ ⵜⵜⴰⵎⴰⵏ. ⵙⵇⵙⴰ ⴷⴷⴰⵔⴰⵉⴱ ⵏⵖ ⵍⴱⴰⵏⴽⴰ ⵙ ⵍⴰⴽⴰⵕⵟ ⴳⵔⵉⵣ.
vehicle-tax-motorcycle = ⵍⵎⵓⵟⵓⵔ: ⵓⵔ ⵖⵓⵔⵉ ⵜⵜⴰⵎⴰⵏ. ⵙⵇⵙⴰ ⴷⴷⴰⵔⴰⵉⴱ ⵏⵖ ⵍⴱⴰⵏⴽⴰ ⵙ ⵍⴰⴽⴰⵕⵟ ⴳⵔⵉⵣ.
vehicle-tax-halves = ⵓⴳⴳⴰⵔ ⵏ { $tons } ⵏ ⵟⵟⵓⵏ: ⵙⵏⴰⵜ ⵜⵡⴰⵍⴰⵜⵉⵏ, ⴱⵕⴰⵢⵕ ⴷ ⵖⵓⵛⵜ (avant fin février et fin août, à vérifier).
vehicle-tax-light = ⴰⵔ { $tons } ⵏ ⵟⵟⵓⵏ: { $first } – { $last }.
vehicle-tax-full-button = ⴽⵓⵍⵍⵓ ⵅⴼ ⵍⴰⴼⵉⵏⵢⵉⵜ
