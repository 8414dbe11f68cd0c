forms-colon = {": "}
forms-summary =
    Ha chno fhemt:
    { $lines }
    Wach hadchi s7i7?
forms-button-yes = Iyeh, s7i7
forms-button-change = Nbeddel chi 7aja
forms-button-stop = N7bes
forms-button-retry = N3awed
forms-cancelled = Safi, 7besna w ma tsifet walo. Ila bghiti t3awed, goulha liya.
forms-paused = Khoud ra7tek, rani mkhelli l2ajwiba dyalek. Kteb liya melli tkoun wajed.
forms-first-question = Hada howa so2al lewwel, makayn walo 9bel mennou.
forms-changed = Tbeddlat. { $label }: { $value }
forms-noted = Sejjeltha.
forms-what-to-change = Chno bghiti tbeddel?
forms-not-understood = Mafhemtch ljawab dyalek.
forms-person = Hakka maghadich nweslo. Y9der y3awnek chi wa7ed, wla n7ebso hna. W t9der t3awed tjaweb.
forms-register-down = Système dyal l2idara makayjawebch daba. Ma da3 walo, w ma tsifet walo jouj merrat. 3awed men daba chwiya.
forms-back-to = Nrej3o l: { $what }.
forms-where-we-were = Mer7ba! Konna f hadchi: { $what }. Yallah nkemlo.
forms-choice-over = Had l2ikhtiyar ma b9ach khddam. Goul liya 3lach kat9elleb.
