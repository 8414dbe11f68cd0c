form-track-dossier = فين وصل الدوسي ديالك
form-subscribe-updates = الجديد ديال الدوسي ديالك

dossiers-ask-reference = شنو هي النمرة ديال الدوسي ديالك؟ راها مكتوبة فالوصل، بحال { $example }.
dossiers-help-reference = شوف الورقة ولا الميساج اللي عطاوك ملي حطيتي الدوسي: فيه نمرة بحال { $example }. كتبها هنا، ما كيهمش الحروف الكبار ولا التيريات.
dossiers-label-reference = نمرة الدوسي
dossiers-several-references = كنشوف بزاف ديال النمر. صيفط وحدة بوحدها: أشمن دوسي بغيتي تتبع؟
dossiers-miswritten-reference = هاد النمرة مكتوبة غلط: ناقص فيها شي حرف ولا تبدل. شوفها مزيان فالوصل وعاود صيفطها.
dossiers-no-reference = هادي ماشي نمرة ديال دوسي. كتب اللي فالوصل.
dossiers-not-card-nor-phone = هادي نمرة ديال لاكارط ولا ديال التيليفون. اللول خاصني نمرة الدوسي اللي مكتوبة فالوصل.
dossiers-no-photo = ما كنقراش التصاور. كتب ليا النمرة اللي فالوصل.
dossiers-gone = ما بقيتش لقيت هاد الدوسي. تأكد من النمرة.

dossiers-file = الدوسي { $reference }
dossiers-subject = ديال: { $subject }
dossiers-state = الحالة: { $status }، من { $since } ({ $days ->
    [0] اليوم
    [one] نهار واحد
    [two] يوماين
    [few] { $days } أيام
   *[other] { $days } يوم
}).
dossiers-appointment = النهار: { $day } مع { $hour }.
dossiers-missing = { $count ->
    [one] ناقصة ورقة وحدة:
    [two] ناقصين جوج وراق:
    [few] ناقصين { $count } ديال الوراق:
   *[other] ناقصين { $count } ورقة:
}
dossiers-reason = السبب اللي عطاو: { $reason }
dossiers-office = الگيشي: { $office }
dossiers-limit = تحط نهار { $lodged }. القانون 55-19 كيعطي للإدارة { $limit } يوم على الأكثر: خاص الجواب يكون قبل ما يسالي نهار { $deadline }.
dossiers-limit-passed = تحط نهار { $lodged }. داك { $limit } يوم ديال القانون 55-19 سالات نهار { $deadline }. فالحوايج اللي كيقول فيهم القانون هادشي، إلا سكتات الإدارة راه بحال إلا قبلات: حافظ على الوصل، هو الدليل ديالك.

dossiers-status-received = توصلو بيه ومازال ما شافوهش
dossiers-status-incomplete = ناقص
dossiers-status-in-progress = راهم كيشوفو فيه
dossiers-status-approved = تقبل ومازال ما وجد
dossiers-status-ready = واجد، تقدر تاخدو
dossiers-status-closed = سالا
dossiers-status-refused = ترفض
dossiers-status-cancelled = تلغا
dossiers-status-booked = محجوز
dossiers-status-answered = جاوبو عليه

dossiers-next-wait = دابا ما عندك ما دير.
dossiers-next-insist = سير للگيشي بالوصل وطلب الجواب، ولا دير شكاية: هنا، ولا ف chikaya.ma، ولا ف 3737.
dossiers-next-complete = جيب اللي ناقص مع الوصل. الإدارة ما عندها الحق تطلب الوراق الناقصين غير مرة وحدة (القانون 55-19).
dossiers-next-wait-for-ready = ما عندك ما دير: تسنا حتى يوجد.
dossiers-next-collect = دوز خودو من الگيشي بالوصل ديالك.
dossiers-next-contest = إلا رفضو خاصهم يعطيو السبب (القانون 55-19). إلا ما بغيتيش تقبل، دير شكاية: هنا، ولا ف chikaya.ma، ولا ف 3737.
dossiers-next-come = جي فالوقت ومعاك الوراق ديالك.
dossiers-next-reopen = إلا ما عجبكش هاد الجواب، قولها ليا: نقدرو نعاودو نحلو الشكاية.
dossiers-next-nothing = صافي، ما بقا ما يدار.

dossiers-subscribed = صافي قيدتها: غادي نكتب ليك هنا ملي يتحرك { $reference }. اليوم: { $status }.
dossiers-unsubscribed = واخا، ما غاديش نبقا نكتب ليك على { $reference }.
dossiers-over = ما بقاش غادي يتحرك: ما كاين ما نعلمك بيه.

dossiers-button-notify = علمني بالجديد
dossiers-button-stop = ما تبقاش تعلمني
dossiers-button-complain = ندير شكاية
dossiers-button-reopen = نعاود نحل الشكاية
dossiers-button-appointment = الرانديفو ديالي
