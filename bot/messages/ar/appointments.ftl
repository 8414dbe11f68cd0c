form-book-appointment = حجز الموعد
form-manage-appointment = موعدك
appointment-ask-purpose = لأي إجراء تريد موعدا؟
appointment-help-purpose = قل لي ما تريد إنجازه، مثل «البطاقة الوطنية» أو «جواز السفر».
appointment-label-purpose = الإجراء
appointment-ask-procedure = ما هي حالتك؟ الوثائق المطلوبة تتعلق بها.
appointment-help-procedure = اختر الحالة الأقرب إليك: أول مرة، تجديد، ضياع…
appointment-ask-place = في أي مدينة أو حي؟ يمكنك أيضا إرسال موقعك.
appointment-help-place = اكتب اسم مدينة أو حي، مثل «الرباط أكدال».
appointment-abroad = لا أحجز مواعيد القنصليات: ذلك على rdv.consulat.ma. لمكتب في المغرب، قل لي ما تريد.
appointment-which-place = هناك عدة أماكن بهذا الاسم. أيها؟
appointment-unknown-place = لا أعرف هذا المكان. اكتب اسم مدينة، أو أرسل موقعك.
appointment-no-office = لا يوجد مكتب يعطي مواعيد من هنا لهذا الإجراء. توجه إلى الشباك دون موعد، أو اسأل موظفا.
appointment-ask-office =
    أي مكتب يناسبك؟
    { $lines }
appointment-ask-office-elsewhere =
    لا يوجد مكتب كهذا في هذا المكان. الأقرب:
    { $lines }
    أيها يناسبك؟
appointment-office-line =
    • { $name }{ $address ->
        [none] {""}
       *[other] {"، "}{ $address }
    } ({ $kilometres } كلم)
appointment-label-office = المكتب
appointment-office-gone = هذا المكتب لم يعد يعطي مواعيد.
appointment-ask-day = في أي يوم؟ هذه أقرب الأيام المتاحة. يمكنك أيضا كتابة تاريخ.
appointment-help-day = اكتب يوما، مثل «الاثنين» أو «غدا» أو «15/01».
appointment-label-day = اليوم
appointment-no-day = لا يوجد مكان في هذا المكتب خلال الشهرين القادمين. يمكن لموظف مساعدتك، أو اختر مكتبا آخر.
appointment-impossible-day = هذا اليوم لا يوجد في التقويم. أي يوم تريد؟
appointment-day-past = لقد مضى هذا اليوم. أي يوم تريد؟
appointment-day-too-late-today = لم يعد الحجز ممكنا لهذا اليوم ({ $day }). أي يوم آخر؟
appointment-day-too-far = هذا بعيد جدا: الحجز ممكن إلى غاية { $last }. أي يوم؟
appointment-day-holiday = { $day } يوم عطلة ({ $holiday }). أي يوم آخر؟
appointment-day-closed = المكتب مغلق { $day }. أي يوم آخر؟
appointment-day-full = لم يبق مكان يوم { $day }. هذه الأيام المتاحة بعده.
appointment-nothing-then = لا يوجد مكان في هذه التواريخ. هذه الأيام المتاحة بعدها.
appointment-day-estimated = تنبيه: قد يصادف هذا اليوم أو ما حوله عيدا دينيا أو رمضان، حسب رؤية الهلال. وقد يتغير التوقيت.
appointment-ask-time = في أي ساعة، { $day }؟ يمكنك أيضا كتابة ساعة.
appointment-label-time = الساعة
appointment-time-outside-hours = المكتب مغلق في هذه الساعة. توقيته ذلك اليوم: { $hours }. أي ساعة؟
appointment-time-taken = { $time } غير متاحة. أقرب الساعات المتاحة:
appointment-time-nothing-then = لا يوجد شيء متاح في ذلك الوقت. الساعات المتاحة ذلك اليوم:
appointment-ask-name = باسم من؟ اكتب الاسم الشخصي والعائلي.
appointment-help-name = هو الاسم الذي سينادى به في الشباك، مثل «الاسم النسب».
appointment-label-name = الاسم
appointment-name-wrong = اكتب الاسم والنسب فقط، بالحروف ({ $most } حرفا على الأكثر).
appointment-ask-phone = هل تعطي رقم هاتف للاتصال بك واسترجاع هذا الموعد؟ هذا اختياري.
appointment-help-phone = اكتب رقما مغربيا، مثل 06…، أو قل لا.
appointment-label-phone = الهاتف
appointment-phone-no-phone = هذا ليس رقما أعرفه. أعد كتابته، أو تابع بدونه.
appointment-button-no-phone = متابعة بدونه
appointment-weekday-1 = الاثنين
appointment-weekday-2 = الثلاثاء
appointment-weekday-3 = الأربعاء
appointment-weekday-4 = الخميس
appointment-weekday-5 = الجمعة
appointment-weekday-6 = السبت
appointment-weekday-7 = الأحد
appointment-day-title = { $weekday } { $day }
appointment-moment = { $day } على الساعة { $time }
appointment-purpose-identity-card = البطاقة الوطنية
appointment-purpose-passport = جواز السفر
appointment-purpose-civil-status = الحالة المدنية
appointment-purpose-residence = السكنى
appointment-purpose-legalisation = تصحيح الإمضاء
appointment-purpose-criminal-record = السجل العدلي
appointment-purpose-social-register = الدعم والسجلات
appointment-purpose-social-security = الضمان الاجتماعي
appointment-purpose-vehicle-tax = الضريبة على السيارة
appointment-line = { $what }: { $moment }، { $office } ({ $reference })
appointment-booked =
    تم حجز موعدك.
    الرقم: { $reference }
    { $what }
    متى: { $moment }
    أين: { $office }{ $address ->
        [none] {""}
       *[other] {"، "}{ $address }
    }
    احتفظ بهذا الرقم وأظهره في الشباك.
appointment-papers-unknown = ليست عندي لائحة الوثائق لهذا الإجراء: اسأل في الشباك أو اتصل ب 3737.
appointment-reminded = سأذكرك به في اليوم السابق.
appointment-sample = (مثال: هذا المكتب وهمي، للعرض فقط. لم يحجز أي موعد حقيقي.)
appointment-slot-taken = لقد حجز شخص آخر هذا المكان للتو. لم يحجز لك شيء بعد.
appointment-held-already =
    لديك موعد بالفعل، ولا يمكن حجز موعد إضافي:
    { $line }
    يمكنك تغييره أو إلغاؤه.
appointment-button-manage = موعدي
appointment-button-book = حجز موعد
appointment-mine =
    مواعيدك:
    { $lines }
appointment-ask-appointment = أيها؟
appointment-ask-reference = لا أرى موعدا محجوزا في هذه المحادثة. إن كان لديك موعد، فاكتب رقمه (RV-…).
appointment-unknown-reference = هذا ليس رقم موعد صحيحا. شكله RV-2026-ABC1234: تحقق من كل حرف.
appointment-label-appointment = الموعد
appointment-ask-wish-for = ماذا تريد أن تفعل به؟
appointment-help-wish-for = يمكنك اختيار يوم آخر، أو الإلغاء، أو إبقاؤه كما هو.
appointment-label-wish-for = الإجراء المطلوب
appointment-wish-for-move = تغيير الموعد
appointment-wish-for-cancel = إلغاء الموعد
appointment-wish-for-keep = إبقاء الموعد
appointment-confirm-cancel =
    هل ألغي هذا الموعد؟
    { $line }
    سيعطى المكان لشخص آخر.
appointment-confirm-move =
    هل أغير هذا الموعد؟
    { $line }
    التاريخ الجديد: { $moment }.
appointment-gone = هذا الموعد لم يعد قائما: إما ألغي أو مضى.
appointment-kept =
    حسنا، يبقى كما هو:
    { $line }
appointment-cancelled = ألغي الموعد { $reference }.
appointment-moved = تم تغيير الموعد { $reference }: { $moment }، { $office }.
appointment-file-calendar = إضافة إلى التقويم
appointment-file-qr = الرمز لإظهاره
appointment-calendar-summary = موعد: { $office }
appointment-calendar-number = الرقم الذي يظهر في الشباك: { $reference }
appointment-reminder = تذكير: موعدك غدا، { $moment }، { $office }. الرقم { $reference }. للتغيير أو الإلغاء، اكتب لي.
