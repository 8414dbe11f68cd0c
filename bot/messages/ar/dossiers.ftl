form-track-dossier = تتبع ملفك
form-subscribe-updates = مستجدات ملفك

dossiers-ask-reference = ما هو رقم ملفك؟ تجده مكتوبًا على الوصل، مثلًا { $example }.
dossiers-help-reference = انظر إلى الورقة أو الرسالة التي تسلمتها عند الإيداع: عليها رقم مثل { $example }. انسخه هنا، ولا تهم الحروف الكبيرة ولا الشَّرطات.
dossiers-label-reference = رقم الملف
dossiers-several-references = أرى عدة أرقام. أرسل رقمًا واحدًا فقط: أيَّ ملف تريد تتبعه؟
dossiers-miswritten-reference = هذا الرقم منسوخ بخطأ: نقص منه حرف أو تغيّر. تحقق منه على الوصل وأعد إرساله.
dossiers-no-reference = هذا ليس رقم ملف. انسخ الرقم المكتوب على الوصل.
dossiers-not-card-nor-phone = هذا رقم بطاقة أو هاتف. أحتاج أولًا إلى رقم الملف المكتوب على الوصل.
dossiers-no-photo = لا أستطيع قراءة الصور. اكتب الرقم الموجود على الوصل.
dossiers-gone = لم أعد أجد هذا الملف. تحقق من الرقم.

dossiers-file = الملف { $reference }
dossiers-subject = الموضوع: { $subject }
dossiers-state = الحالة: { $status }، منذ { $since } ({ $days ->
    [0] اليوم
    [zero] اليوم
    [one] منذ يوم واحد
    [two] منذ يومين
    [few] منذ { $days } أيام
    [many] منذ { $days } يومًا
   *[other] منذ { $days } يوم
}).
dossiers-appointment = التاريخ: { $day } على الساعة { $hour }.
dossiers-missing = { $count ->
    [zero] لا تنقص أي وثيقة:
    [one] تنقص وثيقة واحدة:
    [two] تنقص وثيقتان:
    [few] تنقص { $count } وثائق:
    [many] تنقص { $count } وثيقة:
   *[other] تنقص { $count } وثيقة:
}
dossiers-reason = السبب المذكور: { $reason }
dossiers-office = الشباك: { $office }
dossiers-limit = أُودع في { $lodged }. يمنح القانون 55.19 الإدارة { $limit } يومًا على الأكثر: يجب أن يصل الجواب قبل نهاية { $deadline }.
dossiers-limit-passed = أُودع في { $lodged }. انتهى أجل { $limit } يومًا الذي حدده القانون 55.19 في { $deadline }. بالنسبة للقرارات التي ينص فيها القانون على ذلك، يُعتبر هذا السكوت موافقة: احتفظ بالوصل فهو حجتك.

dossiers-status-received = تم استلامه ولم يُدرس بعد
dossiers-status-incomplete = ناقص
dossiers-status-in-progress = قيد الدراسة
dossiers-status-approved = مقبول ولم يجهز بعد
dossiers-status-ready = جاهز للتسلم
dossiers-status-closed = منتهٍ
dossiers-status-refused = مرفوض
dossiers-status-cancelled = ملغى
dossiers-status-booked = محجوز
dossiers-status-answered = تمت الإجابة

dossiers-next-wait = ليس عليك فعل أي شيء الآن.
dossiers-next-insist = اطلب الجواب في الشباك مع الوصل، أو قدّم شكاية: هنا، أو على chikaya.ma، أو عبر الرقم 3737.
dossiers-next-complete = أحضر ما ينقص مع الوصل. لا يمكن للإدارة أن تطلب الوثائق الناقصة إلا مرة واحدة (القانون 55.19).
dossiers-next-wait-for-ready = ليس عليك فعل أي شيء: انتظر حتى يجهز.
dossiers-next-collect = تسلّمه من الشباك مع الوصل.
dossiers-next-contest = يجب أن يكون الرفض معللًا (القانون 55.19). للاعتراض عليه، قدّم شكاية: هنا، أو على chikaya.ma، أو عبر الرقم 3737.
dossiers-next-come = احضر في الوقت ومعك وثائقك.
dossiers-next-reopen = إذا لم يقنعك هذا الجواب، قل لي: يمكن إعادة فتح الشكاية.
dossiers-next-nothing = لم يبق شيء تفعله.

dossiers-subscribed = سجلت ذلك: سأراسلك هنا فور تغيّر حالة { $reference }. اليوم: { $status }.
dossiers-unsubscribed = حسنًا، لن أراسلك بعد الآن بشأن { $reference }.
dossiers-over = لن تتغير حالته بعد الآن: لا شيء أخبرك به لاحقًا.

dossiers-button-notify = أخبرني بالجديد
dossiers-button-stop = توقف عن إخباري
dossiers-button-complain = تقديم شكاية
dossiers-button-reopen = إعادة فتح الشكاية
dossiers-button-appointment = موعدي
