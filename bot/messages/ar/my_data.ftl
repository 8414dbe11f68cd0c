form-my-data = معطياتك
my_data-notice = أحتفظ برسائلك مشفرة لكي أتمكن من إجابتك. على واتساب وفي الرسائل القصيرة تمر عبر شركات بالخارج، ولا أرسلها إلى أي جهة أخرى (القانون 09.08).
my_data-ask-what = ماذا تريد أن تفعل؟
my_data-help-what = يمكنني أن أقول لك ما أحتفظ به من هذه المحادثة، أو أشرح لك كيف تصحح خطأ، أو أحذف كل شيء.
my_data-label-what = طلبك
my-data-what-see = ما هو محفوظ
my-data-what-correct = تصحيح
my-data-what-erase = حذف كل شيء
my_data-kept =
    هذا ما أحتفظ به من هذه المحادثة:
    { $lines }
    النصوص والملفات مشفرة. تُستعمل للإجابة عليك لا غير.
my_data-nothing = لا أحتفظ بشيء غير ما كتبته الآن.
my_data-line = • { $label }: { $count }
my_data-comma = {"، "}
my_data-unknown = أحد السجلات لا يستجيب الآن، فلا يمكنني عدّ: { $names }.
my_data-count-messages = رسائلك
my_data-count-answers = أجوبتي
my_data-count-files = صور ووثائق
my_data-count-addresses = أرقام الهاتف
my_data-count-subscriptions = ملفات تتابعها
my_data-count-reminders = تذكيرات قادمة
my_data-count-feedback = آراؤك
my_data-count-appointments = مواعيد
my_data-count-orders = وثائق مطلوبة
my_data-count-complaints = شكايات
my_data-correct =
    للتصحيح:
    • جواب في طلب لم يكتمل: اكتب «تعديل»؛
    • موعد: اكتب «موعدي»؛
    • اسم أو تاريخ أو عنوان في ملف: الإدارة وحدها تستطيع ذلك. اطلبه في الشباك، فالقانون 09.08 يعطيك هذا الحق.
my_data-erase-confirm =
    سأحذف: هذه المحادثة، صورك ووثائقك، رقمك، متابعاتك وتذكيراتك.
    لا أستطيع أن أحذف: المواعيد والطلبات والشكايات المسجلة من قبل (الإدارة تحتفظ بها)، والسجل الذي يقول متى تم الاطلاع على ملف. وإن كنت رفضت رسائلنا، يبقى هذا الرفض أيضًا.
    الحذف نهائي. هل أحذف؟
my_data-button-erase = نعم، احذف كل شيء
my_data-erased = تم تسجيل طلبك: سيُحذف كل شيء خلال بضع دقائق. وصلك: { $receipt }. احتفظ به لأن هذه المحادثة ستختفي.
