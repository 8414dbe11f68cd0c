# Names of facets, as they stand in the middle of a sentence.
facet-documents = الوثائق المطلوبة
facet-fee = الثمن
facet-delay = مدة الانتظار
facet-where = مكان تقديم الطلب
facet-online = الخدمة الإلكترونية
facet-hours = أوقات العمل
facet-steps = المراحل
facet-conditions = الشروط
facet-validity = مدة الصلاحية
facet-authority = الإدارة المختصة
facet-appeal = طريقة الطعن
facet-legal_basis = الأساس القانوني

# Headings of answer blocks.
heading-documents = الوثائق المطلوبة
heading-fee = الثمن
heading-delay = مدة الانتظار
heading-where = إلى أين تتوجهون
heading-online = عبر الإنترنت
heading-hours = أوقات العمل
heading-steps = المراحل
heading-conditions = الشروط
heading-validity = مدة الصلاحية
heading-authority = الإدارة
heading-appeal = في حالة الرفض
heading-legal_basis = الأساس القانوني

answer-block = { $heading }: { $text }
answer-list = { $heading }:
answer-unsure = { $heading } (يُرجى التأكد في الشباك)
answer-item = • { $text }
answer-item-when = • { $text } ({ $when })
answer-rest = { $count ->
    [zero] … ولا شيء آخر.
    [one] … وعنصر واحد آخر.
    [two] … وعنصران آخران.
    [few] … و{ $count } عناصر أخرى.
    [many] … و{ $count } عنصراً آخر.
   *[other] … و{ $count } عنصر آخر.
}
answer-unheld = لا أتوفر، بالنسبة لهذا الإجراء، على: { $facets }. اسألوا في الشباك أو اتصلوا بالرقم 3737، ويمكنني أيضاً أن أدلكم على طريقة التواصل مع موظف.
case-unheld = لا أتوفر على معلومات عن هذه الحالة بالذات في: { $title }. اسألوا في الشباك أو اتصلوا بالرقم 3737. ويمكنني أن أخبركم بما هو معمول به عموماً.
answer-source = المصدر: { $host }، تم التحقق منه بتاريخ { $date }.
answer-plain-documents = أحضروا: { $items }.
answer-plain-fee = المبلغ الواجب أداؤه: { $text }.
answer-plain-delay = يجب الانتظار: { $text }.
answer-plain-where = توجهوا إلى: { $text }.
fee-free = بالمجان
fee-amount = { $mad } درهم
delay-at-once = في الحال
delay-days = { $days ->
    [zero] { $days } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يوماً
   *[other] { $days } يوم
}

which-procedure = عن أي إجراء تسألون؟
which-one = أي إجراء تريدون من بين هذه؟
did-you-mean = لست متأكداً من أنني فهمت. هل تقصدون:
no-such-procedure = لم أجد هذا الإجراء ضمن ما أعرفه. اكتبوا اسمه بصيغة أخرى، أو اطلعوا على القائمة، أو اتصلوا بالرقم 3737.
no-such-option = هذا الاختيار غير موجود. اضغطوا على زر أو اكتبوا رقمه.
nothing-more = قلت لكم كل ما لدي في هذه النقطة.
no-source-yet = اطرحوا عليّ أولاً سؤالاً حول إجراء ما، وسأخبركم من أين تأتي كل معلومة.
source-of = { $title }: معلومات مأخوذة من { $host } وتم التحقق منها بتاريخ { $date }.
source-unsure = ما زالت بعض النقاط تحتاج إلى التأكد في الشباك: { $facets }.
source-confirmed = يؤكدها مصدران على الأقل.
button-more = المزيد
button-documents = الوثائق
button-human = التحدث مع موظف
button-menu = القائمة
button-repeat = إعادة
