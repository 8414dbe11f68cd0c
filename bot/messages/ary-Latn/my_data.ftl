form-my-data = lma3loumat dyalek
my_data-notice = Kankhebbi les messages dyalek mchefrin bach n9der njawbek. F WhatsApp w f SMS kaydouzo mn charikat dyal berra, w mn ghir hadchi makansifethom l 7ta wa7d (l9anoun 09-08).
my_data-ask-what = Chno bghiti dir?
my_data-help-what = N9der ngoul lik chno mkhebbi mn had lmo7adata, wla ncher7 lik kifach tse77e7 chi ghalat, wla nmse7 kolchi.
my_data-label-what = Talab dyalek
my-data-what-see = Chno mkhebbi 3ndek
my-data-what-correct = Nse77e7 chi 7aja
my-data-what-erase = Mse7 kolchi
my_data-kept =
    Ha chno mkhebbi mn had lmo7adata:
    { $lines }
    Lktaba w les fichiers mchefrin. Kankhdem bihom ghir bach njawbek.
my_data-nothing = Mamkhebbi walo mn ghir hadchi li 3ad ktebti.
my_data-line = • { $label }: { $count }
my_data-comma = {", "}
my_data-unknown = Kayn wa7ed registre makayjawebch daba, man9derch n7seb: { $names }.
my_data-count-messages = les messages dyalek
my_data-count-answers = l2ajwiba dyali
my_data-count-files = tsawer w wra9
my_data-count-addresses = nmari dyal téléphone
my_data-count-subscriptions = dossiers kattebbe3hom
my_data-count-reminders = tefkirat jayin
my_data-count-feedback = l2ara2 dyalek
my_data-count-appointments = rendez-vous
my_data-count-orders = wra9 tlebtihom
my_data-count-complaints = chikayat
my_data-correct =
    Bach tse77e7:
    • chi jawab f talab mazal makmel: kteb « bghit nbeddel »;
    • chi rendez-vous: kteb « rendez-vous dyali »;
    • smiya wla tarikh wla 3onwan f chi dossier: ghir l2idara li t9der tbeddlo. Tlebha f guichet, l9anoun 09-08 kay3tik had l7e9.
my_data-erase-confirm =
    Ghadi nmse7: had lmo7adata, tsawer w lwra9 dyalek, nemra dyalek, dossiers li kattebbe3 w tefkirat.
    Man9derch nmse7: rendez-vous, talabat w chikayat li tsejlo (l2idara kat7tafed bihom), w registre li kaygoul fou9ach tchaf chi dossier. W ila kenti rfedti les messages dyalna, had rrefd 7ta howa kayb9a.
    Melli nmse7 maymkench yrje3. Nmse7?
my_data-button-erase = Iyeh, mse7 kolchi
my_data-erased = Tsejjel talab dyalek: kolchi ghadi ytmse7 mn daba chi d9aye9. Reçu dyalek: { $receipt }. 9iydo 3ndek, 7it had lmo7adata ghadi tmchi.
