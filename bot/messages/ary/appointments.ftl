form-book-appointment = الرونديفو اللي كنا كناخدو
form-manage-appointment = الرونديفو ديالك
appointment-ask-purpose = علاش بغيتي الرونديفو؟
appointment-help-purpose = قول ليا شنو باغي تقضي، بحال «لاكارط» ولا «الباسبور».
appointment-label-purpose = الغرض
appointment-ask-procedure = أشمن حالة ديالك؟ الوراق على حسابها.
appointment-help-procedure = ختار الحالة اللي بحال ديالك: أول مرة، تجديد، ضاعت…
appointment-ask-place = فأشمن مدينة ولا حومة؟ تقدر تصيفط البلاصة ديالك.
appointment-help-place = كتب سمية المدينة ولا الحومة، بحال «الرباط أكدال».
appointment-abroad = ما كناخدش الرونديفو ديال القنصليات: هاداك ف rdv.consulat.ma. لشي بيرو فالمغرب، قول ليا شنو بغيتي.
appointment-which-place = كاينين بزاف بهاد السمية. أشمن واحد؟
appointment-unknown-place = ما عرفتش هاد البلاصة. كتب سمية شي مدينة، ولا صيفط البلاصة ديالك.
appointment-no-office = ما كاين حتى بيرو كيعطي رونديفو من هنا لهادشي. سير للگيشي بلا رونديفو، ولا سول شي موظف.
appointment-ask-office =
    أشمن بيرو يوالمك؟
    { $lines }
appointment-ask-office-elsewhere =
    ما كاينش بيرو بحال هادا تما. اللي قراب:
    { $lines }
    أشمن واحد يوالمك؟
appointment-office-line =
    • { $name }{ $address ->
        [none] {""}
       *[other] {"، "}{ $address }
    } ({ $kilometres } كلم)
appointment-label-office = البيرو
appointment-office-gone = هاد البيرو ما بقاش كيعطي رونديفو.
appointment-ask-day = أشمن نهار؟ ها الأيام القريبة اللي خاوية. تقدر تكتب شي نهار آخر.
appointment-help-day = كتب شي نهار، بحال «الاتنين» ولا «غدا» ولا «15/01».
appointment-label-day = النهار
appointment-no-day = هاد البيرو عامر شهرين الجاية كاملة. يقدر يعاونك شي موظف، ولا ختار بيرو آخر.
appointment-impossible-day = هاد النهار ما كاينش فاليومية. أشمن نهار بغيتي؟
appointment-day-past = هاد النهار فات. أشمن نهار بغيتي؟
appointment-day-too-late-today = ما بقاش يمكن تاخد لليوم ({ $day }). أشمن نهار آخر؟
appointment-day-too-far = هادا بعيد بزاف: يمكن تاخد حتى ل { $last }. أشمن نهار؟
appointment-day-holiday = { $day } عطلة ({ $holiday }). أشمن نهار آخر؟
appointment-day-closed = البيرو سادّ { $day }. أشمن نهار آخر؟
appointment-day-full = ما بقات بلاصة نهار { $day }. ها الأيام الخاوية من بعدو.
appointment-nothing-then = ما كاينش بلاصة فهاد الأيام. ها الخاوي من بعد.
appointment-day-estimated = عنداك: يقدر يصادف هاد النهار ولا اللي حداه عيد ولا رمضان، على حساب الهلال. الوقت يقدر يتبدل.
appointment-ask-time = مع شحال، { $day }؟ تقدر تكتب الساعة.
appointment-label-time = الساعة
appointment-time-outside-hours = البيرو سادّ فهاد الوقت. كيحل داك النهار: { $hours }. مع شحال؟
appointment-time-taken = { $time } ما خاوياش. الوقت القريب اللي خاوي:
appointment-time-nothing-then = ما كاين والو خاوي فداك الوقت. الساعات الخاوية داك النهار:
appointment-ask-name = باسم شكون؟ كتب السمية والكنية.
appointment-help-name = هي السمية اللي غادي يعيطو عليها فالگيشي.
appointment-label-name = السمية
appointment-name-wrong = كتب غير السمية والكنية، بالحروف ({ $most } على الأكثر).
appointment-ask-phone = واش تعطي شي نمرة باش نلقاوك ونلقاو الرونديفو؟ غير إلا بغيتي.
appointment-help-phone = كتب شي نمرة مغربية، بحال 06…، ولا قول لا.
appointment-label-phone = التيليفون
appointment-phone-no-phone = هادي ماشي نمرة كنعرفها. عاود كتبها، ولا كمل بلا بيها.
appointment-button-no-phone = بلا نمرة
appointment-weekday-1 = الاتنين
appointment-weekday-2 = التلات
appointment-weekday-3 = الأربع
appointment-weekday-4 = الخميس
appointment-weekday-5 = الجمعة
appointment-weekday-6 = السبت
appointment-weekday-7 = الحد
appointment-day-title = { $weekday } { $day }
appointment-moment = { $day } مع { $time }
appointment-purpose-identity-card = لاكارط ناسيونال
appointment-purpose-passport = الباسبور
appointment-purpose-civil-status = الحالة المدنية
appointment-purpose-residence = السكنى
appointment-purpose-legalisation = تصحيح الإمضاء
appointment-purpose-criminal-record = السجل العدلي
appointment-purpose-social-register = الدعم والسجلات
appointment-purpose-social-security = السينيسيس
appointment-purpose-vehicle-tax = لافينييت
appointment-line = { $what }: { $moment }، { $office } ({ $reference })
appointment-booked =
    صافي، الرونديفو تخاد.
    النمرة: { $reference }
    { $what }
    إمتى: { $moment }
    فين: { $office }{ $address ->
        [none] {""}
       *[other] {"، "}{ $address }
    }
    خلي هاد النمرة عندك ووريها فالگيشي.
appointment-papers-unknown = ما عنديش اللائحة ديال الوراق لهادشي: سول فالگيشي ولا عيط ل 3737.
appointment-reminded = غادي نفكرك نهار قبل.
appointment-sample = (مثال: هاد البيرو ماشي ديال بصح، غير للتجربة. ما تخاد حتى رونديفو حقيقي.)
appointment-slot-taken = شي واحد آخر عاد خدا هاد البلاصة. مازال ما تخاد ليك والو.
appointment-held-already =
    عندك رونديفو من قبل، وما يمكنش تزيد واحد آخر:
    { $line }
    تقدر تبدلو ولا تلغيه.
appointment-button-manage = الرونديفو ديالي
appointment-button-book = ناخد رونديفو
appointment-mine =
    الرونديفوات ديالك:
    { $lines }
appointment-ask-appointment = أشمن واحد؟
appointment-ask-reference = ما كنشوف حتى رونديفو تخاد من هاد المحادثة. إلا عندك شي واحد، كتب النمرة ديالو (RV-…).
appointment-unknown-reference = هادي ماشي نمرة ديال رونديفو. كتكون بحال RV-2026-ABC1234: شوف مزيان كل حرف.
appointment-label-appointment = الرونديفو
appointment-ask-wish-for = شنو بغيتي دير بيه؟
appointment-help-wish-for = تقدر تختار نهار آخر، ولا تلغيه، ولا تخليه كيفما هو.
appointment-label-wish-for = شنو ندير
appointment-wish-for-move = نبدل الوقت
appointment-wish-for-cancel = نلغيه
appointment-wish-for-keep = نخليه
appointment-confirm-cancel =
    نلغي هاد الرونديفو؟
    { $line }
    البلاصة غادي يديها شي واحد آخر.
appointment-confirm-move =
    نبدل هاد الرونديفو؟
    { $line }
    الوقت الجديد: { $moment }.
appointment-gone = هاد الرونديفو ما بقاش: تلغى ولا فات.
appointment-kept =
    واخا، غادي يبقى كيفما هو:
    { $line }
appointment-cancelled = الرونديفو { $reference } تلغى.
appointment-moved = صافي تبدل. الرونديفو { $reference }: { $moment }، { $office }.
appointment-file-calendar = للأجندة ديالي
appointment-file-qr = الكود باش توريه
appointment-calendar-summary = رونديفو: { $office }
appointment-calendar-number = النمرة اللي توريها فالگيشي: { $reference }
appointment-reminder = باش ما تنساش: الرونديفو غدا، { $moment }، { $office }. النمرة { $reference }. باش تبدل ولا تلغي، كتب ليا.
