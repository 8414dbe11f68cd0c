form-social-aid = ⵍⵃⵙⴰⴱ ⵏ ⴷⴷⵄⵎ
social-aid-ask-children = ⵎⵏⵏⴰⵡ ⵡⴰⵔⵔⴰⵡ (20 ⵏ ⵓⵙⴳⴳⵯⴰⵙ ⵏⵖ ⴷⴷⴰⵡ) ⵉⵍⵍⴰⵏ ⵖⵓⵔⴽ? ⵓⵔ ⵔⵉⵖ ⵉⵙⵎ.
social-aid-help-children = ⴰⵔⴰ ⵖⴰⵙ ⵏⵏⵉⵎⵔⵓ ⵏ ⵡⴰⵔⵔⴰⵡ, ⴰⵎ 3, ⵏⵖ 0.
social-aid-label-children = ⴰⵔⵔⴰⵡ
social-aid-none-button = ⵓⵔ ⵖⵓⵔⵉ (0)
social-aid-children-impossible = ⴰⵔⴰ ⵏⵏⵉⵎⵔⵓ ⵏ ⵡⴰⵔⵔⴰⵡ, ⵙⴳ 0 ⴰⵔ { $most }.
social-aid-ask-ages = { $count ->
    [1] ⵎⵏⵏⴰⵡ ⵉⵙⴳⴳⵯⴰⵙⵏ ⵖⵓⵔⵙ?
   *[other] ⵎⵏⵏⴰⵡ ⵉⵙⴳⴳⵯⴰⵙⵏ ⵖⵓⵔ ⴽⵓ ⵢⴰⵏ ⵏ { $count }? 4, 7, 15.
}
social-aid-help-ages = ⴰⵔⴰ ⵉⵙⴳⴳⵯⴰⵙⵏ ⵏ ⴽⵓ ⵢⴰⵏ: 4, 7, 15. ⵉⵖ ⵉⵎⵥⵥⵉ ⴱⴰⵀⵔⴰ: 0.
social-aid-label-ages = ⵉⵙⴳⴳⵯⴰⵙⵏ
social-aid-age-impossible = ⵢⴰⵏ ⵏⵏⵉⵎⵔⵓ ⵓⵔ ⵉⵥⵔⵉ. ⴰⵔⴰ ⵉⵙⴳⴳⵯⴰⵙⵏ ⵏ ⴽⵓ ⵢⴰⵏ: 4, 7, 15.
social-aid-ages-count = { $count ->
    [1] ⵖⵔⵉⵖ ⵢⴰⵏ ⵏⵏⵉⵎⵔⵓ ⵉ { $children } ⵏ ⵡⴰⵔⵔⴰⵡ.
   *[other] ⵖⵔⵉⵖ { $count } ⵏ ⵏⵏⵉⵎⵔⵓ ⵉ { $children } ⵏ ⵡⴰⵔⵔⴰⵡ.
} ⴰⵔⴰ ⴽⵓⵍⵍⵓ: 4, 7, 15.
social-aid-ask-school = { $count ->
    [1] ⵡⴰⵏⵏⴰ ⵉⵍⴰⵏ 6-20 ⵏ ⵓⵙⴳⴳⵯⴰⵙ, ⵉⵙ ⵉⵇⵇⵔⴰ ⴳ ⵜⵉⵏⵎⵍ (école)?
   *[other] ⵙⴳ { $count } ⵉⵍⴰⵏ 6-20 ⵏ ⵓⵙⴳⴳⵯⴰⵙ, ⵎⵏⵏⴰⵡ ⴰⵢⴷ ⵉⵇⵇⵔⴰⵏ (école)?
}
social-aid-help-school = ⴰⵔⴰ: «ⴽⵓⵍⵍⵓ», «ⵡⴰⵍⵓ», ⵏⵖ ⵏⵏⵉⵎⵔⵓ.
social-aid-label-school = ⵜⵉⵏⵎⵍ
social-aid-school-impossible = { $count ->
    [1] ⵢⴰⵏ ⴰⵢⴷ ⵉⵍⴰⵏ 6-20 ⵏ ⵓⵙⴳⴳⵯⴰⵙ: ⵉⵙ ⵉⵇⵇⵔⴰ (école)?
   *[other] { $count } ⴰⵢⴷ ⵉⵍⴰⵏ 6-20 ⵏ ⵓⵙⴳⴳⵯⴰⵙ: ⵎⵏⵏⴰⵡ ⵉⵇⵇⵔⴰⵏ (école)?
}
social-aid-all-button = ⴽⵓⵍⵍⵓ
social-aid-nobody-button = ⵡⴰⵍⵓ
social-aid-yes-button = ⵢⴰⵀ
social-aid-no-button = ⵓⵀⵓ
social-aid-for = { $count ->
    [1] ⵢⴰⵏ ({ $ages }).
   *[other] { $count } ⵡⴰⵔⵔⴰⵡ ({ $ages }).
}
social-aid-estimate = { $year }: { $sum } ⴷⵔⵀⵎ (DH) ⴳ ⵡⴰⵢⵢⵓⵔ ⵉ ⵜⴰⴷⴷⴰⵔⵜ (estimation).
social-aid-estimate-range = { $year }: { $low } – { $high } ⴷⵔⵀⵎ (DH) ⴳ ⵡⴰⵢⵢⵓⵔ ⵉ ⵜⴰⴷⴷⴰⵔⵜ (estimation).
social-aid-part = { $number } × { $sum } DH
social-aid-least = ⵡⴰⴷ ⴰⵢⴷ ⵉⴷⵔⵓⵙⵏ (minimum).
social-aid-too-old = { $count ->
    [1] ⵢⴰⵏ ⵉⵣⵔⵉ { $last }: ⵓⵔ ⵉⴻⵜⵜⵓⵃⵙⴰⴱ.
   *[other] { $count } ⵣⵔⵉⵏ { $last }: ⵓⵔ ⵜⵜⵓⵃⵙⴰⴱⵏ.
}
social-aid-too-many = { $most } ⵡⴰⵔⵔⴰⵡ ⵖⴰⵙ (maximum).
social-aid-older-amounts = ⵓⵔ ⵜⴰ ⵖⵓⵔⵉ { $year }: ⵃⵙⴱⵖ ⵙ { $known }.
social-aid-no-amounts = ⵓⵔ ⵖⵓⵔⵉ ⵉⴷⵔⵉⵎⵏ ⵏ ⵓⵙⴳⴳⵯⴰⵙ ⴰⴷ.
social-aid-conditions = RSU: { NUMBER($threshold, maximumFractionDigits: 7) } ⵏⵖ ⴷⴷⴰⵡ ; ⵓⵔ ⵉⵍⵍⵉ ⵍⵎⵓⵡⴰⴹⴹⴰⴼ (fonctionnaire), ⵏⵖ ⵜⴰⵇⴰⵄⵓⴷ (pension), ⵏⵖ allocations familiales.
social-aid-special = ⴰⵏⵓⴽⵔⵉⵙ (handicap) ⵏⵖ ⴰⴳⵓⵊⵉⵍ (orphelin): ⵓⴳⴳⴰⵔ. ⵙⵇⵙⴰ ANSS.
social-aid-birth = ⵜⴰⵍⴰⵍⵉⵜ (naissance): { $births } ⵜⵉⵣⵡⵓⵔⴰ, { $months } ⵏ ⵡⴰⵢⵢⵓⵔⵏ. ⵙⵇⵙⴰ ANSS.
social-aid-unknown = ANSS ⴰⴷ ⵉⵇⵇⵔⵔⴰⵏ: ⵓⵔ ⵥⵕⵉⵖ ⴷⴷⵓⵙⵢⵉ ⵏⵏⴽ.
social-aid-index-below = ⵍⵎⵓⴰⵛⵛⵉⵔ { NUMBER($index, maximumFractionDigits: 7) }: ⵓⵔ ⵉⵣⵔⵉ { NUMBER($threshold, maximumFractionDigits: 7) } (seuil) — ⵡⴰⵅⵅⴰ.
social-aid-index-above = ⵍⵎⵓⴰⵛⵛⵉⵔ { NUMBER($index, maximumFractionDigits: 7) }: ⵉⵣⵔⵉ { NUMBER($threshold, maximumFractionDigits: 7) } (seuil) — ⵓⵔ ⵉⵍⵍⵉ ⴷⴷⵄⵎ.
social-aid-threshold = ⵍⵎⵓⴰⵛⵛⵉⵔ RSU: { NUMBER($threshold, maximumFractionDigits: 7) } ⵏⵖ ⴷⴷⴰⵡ.
social-aid-tadamon = AMO Tadamon: ⵍⵎⵓⴰⵛⵛⵉⵔ { NUMBER($threshold, maximumFractionDigits: 7) } ⵏⵖ ⴷⴷⴰⵡ.
social-aid-tadamon-below = AMO Tadamon: { NUMBER($index, maximumFractionDigits: 7) } ⵓⵔ ⵉⵣⵔⵉ { NUMBER($threshold, maximumFractionDigits: 7) } (seuil).
social-aid-tadamon-above = AMO Tadamon: { NUMBER($index, maximumFractionDigits: 7) } ⵉⵣⵔⵉ { NUMBER($threshold, maximumFractionDigits: 7) } (seuil).
social-aid-to-be-checked = ⵓⵔ ⵜⴰ ⵉⵍⵍⵉ ⴳ ⴽⵔⴰ ⵏ ⵍⵡⵔⵇⴰ ⵏ ⴷⴷⴰⵡⵍⴰ: ⵙⵇⵙⴰ CNSS (à vérifier).
social-aid-stopped = ⵎⴰⵅ: ⵍⵎⵓⴰⵛⵛⵉⵔ ⵉⵣⵔⵉ, ⵍⵅⴷⵎⵜ, ⵜⴰⵇⴰⵄⵓⴷ (pension), ⵏⵖ ⵍⵖⵍⴰⵟ ⴳ RSU. ⵓⵔ ⵥⵕⵉⵖ ⴷⴷⵓⵙⵢⵉ ⵏⵏⴽ.
social-aid-contest = ⵛⵛⵉⴽⴰⵢⴰ (réclamation): asd.ma, { $within } ⵏ ⵡⵓⵙⵙⴰⵏ; ⵍⵊⴰⵡⴰⴱ: { $reply } ⵏ ⵡⵓⵙⵙⴰⵏ. ⵍⵖⵍⴰⵟ: RSU.
social-aid-contest-to-be-checked = (ⵓⵙⵙⴰⵏ ⴰⴷ ⵙⴳ ⵢⴰⵏ ⵓⵖⴱⴰⵍⵓ ⵖⴰⵙ: à vérifier)
social-aid-housing = ⴷⴰ ⵃⵙⴱⵖ ⵖⴰⵙ ⴷⴷⵄⵎ. ⵡⵉⵏ ⵜⵉⴳⵎⵎⵉ (logement) ⵢⴰⴹⵏ.
social-aid-full-button = ⴽⵓⵍⵍⵓ ⵅⴼ ⴷⴷⵄⵎ
social-aid-housing-button = ⴷⴷⵄⵎ ⵏ ⵜⴳⵎⵎⵉ
