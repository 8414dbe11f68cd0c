dossiers-unavailable = مازال ما نقدرش نتبع ليك شي ملف. حافظ على الوصل ديالك وسول فالگيشي فين حطيتي الملف، ولا فالموقع ديال الإدارة. القانون 55-19 حاط أجل ديال 60 يوم على الأكثر.
subscribe-unavailable = مازال ما نقدرش نعلمك ملي يتحرك شي ملف. سول فالگيشي واش كيصيفطو SMS.
appointments-unavailable = مازال ما نقدرش ناخد ليك رونديفو. ديال لاكارط ناسيونال كتاخدو من cnie.ma، وديال القنصلية من rdv.consulat.ma.
appointments-manage-unavailable = مازال ما نقدرش نشوف شي رونديفو ولا نبدل الوقت ديالو ولا نلغيه. دير هادشي فالموقع منين خديتيه.
orders-unavailable = مازال ما نقدرش نطلب شي وثيقة فبلاصتك. نقدر نقول ليك كيفاش تجيبها: أشمن وحدة بغيتي؟
payment-unavailable = ما يمكنش تخلص من هنا، وعمري ما غادي نطلب منك لاكارط ديال البانكة. نقدر نقول ليك بشحال الإجراء وفين تخلص.
complaints-unavailable = مازال ما نقدرش نسجل ليك شي شكاية. تقدر تحطها ف chikaya.ma ولا ف 3737. إلا كنتي فخطر، عيط ل 19 ولا 177 ولا 15.
offices-unavailable = مازال ما نقدرش نقلب ليك على أقرب بيرو. قول ليا أشمن إجراء بغيتي، ونقول ليك لأشمن گيشي تمشي.
vehicle_tax-unavailable = مازال ما كنحسبش لافينيت، ولكن عندي الأثمنة ديالها كاملين.
social_aid-unavailable = مازال ما نقدرش نحسب ليك الدعم، ولا نقول ليك واش عندك الحق فيه. كنعرف الشروط والمبالغ اللي منشورين.
human = كاين شي حد يقدر يجاوبك: عيط ل 3737 (التوجيه الإداري). مازال ما نقدرش ندوز ليك شي موظف هنا.
emergency = كاين شي خطر؟ عيط دابا:
    • البوليس: 19 (112 من البورطابل)
    • الجدارمية: 177
    • البومبية والإسعاف: 15
    • العيالات ضحايا العنف: 8350
    • الدراري الصغار فخطر: 2511
button-vehicle-tax = ثمن لافينيت
button-social-aid = الدعم المباشر
button-complaint-portal = شكاية: chikaya

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
