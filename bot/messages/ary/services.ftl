payment-unavailable = ما يمكنش تخلص من هنا، وعمري ما غادي نطلب منك لاكارط ديال البانكة. نقدر نقول ليك بشحال الإجراء وفين تخلص.
human = كاين شي حد يقدر يجاوبك: عيط ل 3737 (التوجيه الإداري). مازال ما نقدرش ندوز ليك شي موظف هنا.
emergency = كاين شي خطر؟ عيط دابا:
    • البوليس: 19 (112 من البورطابل)
    • الجدارمية: 177
    • البومبية والإسعاف: 15
    • العيالات ضحايا العنف: 8350
    • الدراري الصغار فخطر: 2511

# Buttons of "I am not sure, did you mean": one for each service that a citizen may have meant, at most 20 characters.
intent-book-appointment = ناخد رانديفو
intent-manage-appointment = الرانديفو ديالي
intent-track-dossier = فين وصل الدوسي
intent-subscribe-updates = علموني من بعد
intent-order-document = نطلب وثيقة
intent-pay-online = نخلص من هنا
intent-file-complaint = ندير شكاية
intent-find-office = نقلب على بيرو
intent-calculate-vehicle-tax = نحسب لافينييت
intent-simulate-social-aid = نحسب الدعم ديالي
intent-ask-my-data = المعلومات ديالي
intent-human = نهضر مع موظف
intent-help = كيفاش خدام هادشي
intent-ask-languages = اللغات
