# Names of facets, as they stand in the middle of a sentence.
facet-documents = الوراق اللي خاصك تجيب
facet-fee = الثمن
facet-delay = المدة
facet-where = البلاصة فين تمشي
facet-online = الخدمة فالأنترنيت
facet-hours = التوقيت
facet-steps = المراحل
facet-conditions = الشروط
facet-validity = مدة الصلاحية
facet-authority = الإدارة المسؤولة
facet-appeal = شنو تدير إلا رفضو ليك
facet-legal_basis = القانون اللي كيتطبق

# Headings of answer blocks.
heading-documents = الوراق اللي خاصك تجيب
heading-fee = الثمن
heading-delay = شحال كياخد ديال الوقت
heading-where = فين تمشي
heading-online = فالأنترنيت
heading-hours = التوقيت
heading-steps = المراحل
heading-conditions = الشروط
heading-validity = مدة الصلاحية
heading-authority = الإدارة
heading-appeal = إلا رفضو ليك
heading-legal_basis = القانون

answer-block = { $heading }: { $text }
answer-list = { $heading }:
answer-unsure = { $heading } (خاصك تتأكد فالگيشي)
answer-item = • { $text }
# The conditions of the catalogue are whole phrases that begin with «إلا» themselves.
answer-item-when = • { $text } ({ $when })
answer-rest = { $count ->
    [one] … ومازال حاجة وحدة خرى.
    [two] … ومازال جوج حوايج خرين.
    [few] … ومازال { $count } حوايج خرين.
   *[other] … ومازال { $count } حاجة خرى.
}
answer-unheld = هادشي ما عنديش فهاد الإجراء: { $facets }. سول فالگيشي ولا عيط ل 3737، ونقدر حتى نقول ليك كيفاش تهضر مع شي موظف.
case-unheld = هاد الحالة بالضبط ما عنديش عليها معلومات ف: { $title }. سول فالگيشي ولا عيط ل 3737. ونقدر نقول ليك شنو كاين بصفة عامة.
answer-source = المصدر: { $host }، تأكدنا منو نهار { $date }.
answer-plain-documents = جيب معاك: { $items }.
answer-plain-fee = الفلوس: { $text }.
answer-plain-delay = الوقت: { $text }.
answer-plain-where = فين تمشي: { $text }.
fee-free = فابور
fee-amount = { $mad } درهم
delay-at-once = فالبلاصة
delay-days = { $days ->
    [one] نهار واحد
    [two] يوماين
    [few] { $days } أيام
   *[other] { $days } يوم
}

which-procedure = على أشمن إجراء كتهضر؟
which-one = أشمن واحد فهاد الإجراءات بغيتي؟
did-you-mean = ما متأكدش واش فهمتك مزيان. واش كتقصد:
no-such-procedure = ما لقيتش هاد الإجراء فداكشي اللي كنعرف. كتب سميتو بطريقة خرى، ولا شوف المنيو، ولا عيط ل 3737.
no-such-option = هاد الاختيار ما كاينش. ورك على شي بوطونة ولا كتب النمرة ديالو.
nothing-more = صافي، قلت ليك كلشي على هاد النقطة.
no-source-yet = سولني بعدا على شي إجراء، وأنا نقول ليك منين جات كل معلومة.
source-of = { $title }: خدينا المعلومة من { $host } وتأكدنا منها نهار { $date }.
source-unsure = كاينين شي حوايج مازال خاصك تتأكد منهم فالگيشي: { $facets }.
source-confirmed = هاد المعلومة مأكدة من جوج مصادر على الأقل.
button-more = الباقي
button-documents = الوراق
button-human = نهضر مع موظف
button-menu = المنيو
button-repeat = عاود
