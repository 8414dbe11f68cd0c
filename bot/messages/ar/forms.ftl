forms-colon = {": "}
forms-summary =
    هذا ملخص طلبك:
    { $lines }
    هل هذا صحيح؟
forms-button-yes = نعم، أؤكد
forms-button-change = تعديل
forms-button-stop = إيقاف
forms-button-retry = إعادة المحاولة
forms-cancelled = توقفنا هنا ولم يُرسَل أي شيء. يمكنك البدء من جديد متى شئت.
forms-paused = خذ وقتك، سأحتفظ بأجوبتك. راسلني عندما تكون جاهزًا.
forms-first-question = هذا هو السؤال الأول، لا شيء قبله.
forms-changed = تم التعديل. { $label }: { $value }
forms-noted = سجّلت ذلك.
forms-what-to-change = ما الذي تريد تعديله؟
forms-not-understood = لم أفهم جوابك.
forms-person = لم ننجح بهذه الطريقة. يمكن أن يساعدك شخص، أو نتوقف هنا. ويمكنك أيضًا أن تعيد الجواب.
forms-register-down = خدمة الإدارة لا تستجيب الآن. لم يضع شيء، ولم يُرسَل شيء مرتين. أعد المحاولة بعد قليل.
forms-back-to = نعود إلى: { $what }.
forms-where-we-were = أهلًا! كنا بصدد: { $what }. لنتابع.
forms-choice-over = لم يعد هذا الاختيار صالحًا. قل لي عمّ تبحث.
