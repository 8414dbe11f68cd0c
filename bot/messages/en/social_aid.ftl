form-social-aid = estimating direct aid
social-aid-ask-children = How many children aged 20 or under live with you? I need no name and no ID number.
social-aid-help-children = Count only children aged 20 or under who live with you. Answer with a number, such as "3", or "none".
social-aid-label-children = Number of children
social-aid-none-button = No children
social-aid-children-impossible = Please answer with a whole number of children, from 0 to { $most }.
social-aid-ask-ages = { $count ->
    [one] How old is this child?
   *[other] How old are these { $count } children? For example: 4, 7 and 15.
}
social-aid-help-ages = Write the age of each child in years, one after the other: 4, 7, 15. For a baby under one year, write 0.
social-aid-label-ages = Ages
social-aid-age-impossible = One of these ages is not possible. Write the age of each child in years, such as 4, 7, 15.
social-aid-ages-count = { $count ->
    [one] I read one age for { $children } children.
   *[other] I read { $count } ages for { $children } children.
} Write the age of each, such as 4, 7, 15.
social-aid-ask-school = { $count ->
    [one] Does the child aged 6 to 20 go to school (or training)?
   *[other] Of the { $count } children aged 6 to 20, how many go to school?
}
social-aid-help-school = The amount is higher for a child in school. Answer "all", "none" or a number.
social-aid-label-school = In school
social-aid-school-impossible = { $count ->
    [one] Only one child is aged 6 to 20: in school, yes or no?
   *[other] There are { $count } children aged 6 to 20: how many go to school?
}
social-aid-all-button = All
social-aid-nobody-button = None
social-aid-yes-button = Yes
social-aid-no-button = No
social-aid-for = { $count ->
    [one] One child (age { $ages }).
   *[other] { $count } children (ages { $ages }).
}
social-aid-estimate = Estimate for { $year }: { $sum } MAD a month for the household.
social-aid-estimate-range = Estimate for { $year }: between { $low } and { $high } MAD a month for the household, depending on how the children are ranked.
social-aid-part = { $number } × { $sum } MAD
social-aid-least = It is the least that a household is paid.
social-aid-too-old = { $count ->
    [one] One child over { $last } no longer counts.
   *[other] { $count } children over { $last } no longer count.
}
social-aid-too-many = At most { $most } children are counted.
social-aid-older-amounts = I do not have the amounts of { $year } yet: I used those of { $known }.
social-aid-no-amounts = I do not have the amounts for this year.
social-aid-conditions = It takes an RSU index of { NUMBER($threshold, maximumFractionDigits: 7) } at most, living in Morocco, no family allowances or pension, and no public employee in the household.
social-aid-special = A disabled child, or one whose father has died, is paid more: the ANSS tells how much.
social-aid-birth = Birth: there is a grant for the first { $births } births, to be applied for within { $months } months. I have no confirmed amount.
social-aid-unknown = This is only an estimate: I see neither your index nor your file, the ANSS decides.
social-aid-index-below = Index { NUMBER($index, maximumFractionDigits: 7) }: it is not above the threshold of direct aid ({ NUMBER($threshold, maximumFractionDigits: 7) }). The lower it is, the poorer the household.
social-aid-index-above = Index { NUMBER($index, maximumFractionDigits: 7) }: it is above the threshold of direct aid ({ NUMBER($threshold, maximumFractionDigits: 7) }), so no aid while it stays higher. It is computed anew at each RSU update.
social-aid-threshold = The RSU index must be { NUMBER($threshold, maximumFractionDigits: 7) } at most.
social-aid-tadamon = For AMO Tadamon the RSU index must be { NUMBER($threshold, maximumFractionDigits: 7) } at most.
social-aid-tadamon-below = Index { NUMBER($index, maximumFractionDigits: 7) }: it is not above the threshold of AMO Tadamon ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-tadamon-above = Index { NUMBER($index, maximumFractionDigits: 7) }: it is above the threshold of AMO Tadamon ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-to-be-checked = No official page confirms this threshold: check with the CNSS.
social-aid-stopped = The most frequent reasons: index above the threshold, a declared job, pension or family allowance, wrong data in the RSU. I do not see your file.
social-aid-contest = Refused, or a mistake? Complain on asd.ma within { $within } days, reply within { $reply } days; wrong data are corrected at the RSU.
social-aid-contest-to-be-checked = (These delays come from one source only: to be checked.)
social-aid-housing = Here I only estimate direct social aid. The housing aid (Daam Sakane) is another one.
social-aid-full-button = All about this aid
social-aid-housing-button = Housing aid
