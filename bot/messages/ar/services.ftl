dossiers-unavailable = لا يمكنني بعد تتبع ملف. احتفظوا بالوصل واسألوا في الشباك الذي أودعتم فيه الملف، أو على موقع الإدارة. يحدد القانون 55.19 أجلاً أقصاه 60 يوماً.
subscribe-unavailable = لا يمكنني بعد إخباركم عندما يتقدم الملف. اسألوا في الشباك هل يرسلون رسالة نصية (SMS).
appointments-unavailable = لا يمكنني بعد حجز موعد. بالنسبة للبطاقة الوطنية، يتم الحجز على cnie.ma؛ وبالنسبة للقنصلية، على rdv.consulat.ma.
appointments-manage-unavailable = لا يمكنني بعد الاطلاع على موعد أو تغييره أو إلغاؤه. قوموا بذلك على الموقع الذي حجزتموه منه.
orders-unavailable = لا يمكنني بعد طلب وثيقة نيابة عنكم. يمكنني أن أشرح لكم كيفية الحصول عليها: أي وثيقة تريدون؟
payment-unavailable = لا يمكن الأداء هنا، ولن أطلب منكم أبداً بطاقتكم البنكية. يمكنني أن أقول لكم كم يكلف الإجراء وأين تؤدون.
complaints-unavailable = لا يمكنني بعد تسجيل شكاية. يمكنكم تقديمها على chikaya.ma أو عبر الرقم 3737. في حالة خطر، اتصلوا بالرقم 19 أو 177 أو 15.
offices-unavailable = لا يمكنني بعد البحث عن أقرب مكتب. قولوا لي ما هو الإجراء وسأقول لكم إلى أي شباك تتوجهون.
vehicle_tax-unavailable = لا أحسب بعد الضريبة على المركبات (لافينييت)، لكنني أعرف التعريفة كاملة.
social_aid-unavailable = لا يمكنني بعد حساب الدعم الخاص بكم، ولا القول هل تستحقونه. أعرف الشروط والمبالغ المنشورة.
human = يمكن لشخص أن يجيبكم: اتصلوا بالرقم 3737 (التوجيه الإداري). لا يمكنني بعد تحويلكم إلى موظف هنا.
emergency = في خطر؟ اتصلوا فوراً:
    • الشرطة: 19 (112 من الهاتف المحمول)
    • الدرك الملكي: 177
    • الوقاية المدنية والإسعاف: 15
    • النساء ضحايا العنف: 8350
    • الأطفال في خطر: 2511
button-vehicle-tax = مبالغ ضريبة المركبات
button-social-aid = الدعم المباشر
button-complaint-portal = شكاية: chikaya

# Buttons of "I am not sure, did you mean": one for each service that a citizen may have meant, at most 20 characters.
intent-book-appointment = حجز موعد
intent-manage-appointment = موعدي
intent-track-dossier = تتبع ملفي
intent-subscribe-updates = إشعاري لاحقاً
intent-order-document = طلب وثيقة
intent-pay-online = الأداء الإلكتروني
intent-file-complaint = تقديم شكاية
intent-find-office = البحث عن مكتب
intent-calculate-vehicle-tax = حساب ضريبة السيارة
intent-simulate-social-aid = تقدير الدعم
intent-ask-my-data = معطياتي
intent-human = التحدث مع موظف
intent-help = كيف يعمل هذا
intent-ask-languages = اللغات
