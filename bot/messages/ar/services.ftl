payment-unavailable = لا يمكن الأداء هنا، ولن أطلب منكم أبداً بطاقتكم البنكية. يمكنني أن أقول لكم كم يكلف الإجراء وأين تؤدون.
human = يمكن لشخص أن يجيبكم: اتصلوا بالرقم 3737 (التوجيه الإداري). لا يمكنني بعد تحويلكم إلى موظف هنا.
emergency = في خطر؟ اتصلوا فوراً:
    • الشرطة: 19 (112 من الهاتف المحمول)
    • الدرك الملكي: 177
    • الوقاية المدنية والإسعاف: 15
    • النساء ضحايا العنف: 8350
    • الأطفال في خطر: 2511

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
