form-vehicle-tax = حساب الضريبة على المركبة
vehicle-tax-ask-fuel = ما نوع الوقود؟
vehicle-tax-help-fuel = انظر إلى البطاقة الرمادية: ES تعني البنزين وGO تعني الغازوال. أجب مثلا: «غازوال».
vehicle-tax-label-fuel = الوقود
vehicle-tax-fuel-petrol = بنزين
vehicle-tax-fuel-diesel = غازوال
vehicle-tax-fuel-hybrid = هجينة
vehicle-tax-fuel-electric = كهربائية
vehicle-tax-other-fuel = لدي التعريفة للبنزين والغازوال والهجين والكهربائي فقط. إذا كانت المركبة تسير أيضا بأحدها فاختره.
vehicle-tax-ask-power = كم عدد الأحصنة الجبائية (CV)؟ العدد مكتوب في البطاقة الرمادية.
vehicle-tax-help-power = ابحث في البطاقة الرمادية عن «القوة الجبائية»: عدد صغير مثل 6 أو 8. اكتب هذا العدد أو اختر.
vehicle-tax-label-power = القوة الجبائية
vehicle-tax-power-impossible = القوة الجبائية عدد صحيح لا يقل عن 1. ما العدد المكتوب في البطاقة الرمادية؟
vehicle-tax-power-of-engine = { $power } حصانا هي على الأرجح قوة المحرك. المطلوب القوة الجبائية المكتوبة في البطاقة الرمادية، مثل 6 أو 8.
vehicle-tax-power-below = أقل من { $above } أحصنة
vehicle-tax-power-between = من { $lowest } إلى { $highest } CV
vehicle-tax-power-from = { $lowest } CV فأكثر
vehicle-tax-vehicle = { $fuel }، { $band }
vehicle-tax-tax = ضريبة { $year }، { $vehicle }: { $sum } درهم.
vehicle-tax-exempt = { $vehicle }: معفاة، لا شيء يؤدى.
vehicle-tax-penalty = { $count ->
    [zero] بدون تأخير: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
    [one] مع تأخير شهر واحد: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
    [two] مع تأخير شهرين: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
    [few] مع تأخير { $count } أشهر: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
    [many] مع تأخير { $count } شهرا: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
   *[other] مع تأخير { $count } شهر: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
}
vehicle-tax-if-unpaid = إذا لم تؤد بعد ضريبة { $year }: { $sum } درهم اليوم، منها زيادة { $penalty } درهم.
vehicle-tax-all-years = المجموع عن هذه السنوات: { $sum } درهم.
vehicle-tax-years-unheld = ليست لدي تعريفة { $years }: استفسر إدارة الضرائب عن المبلغ.
vehicle-tax-older-tariff = ليست لدي بعد تعريفة { $year }، فحسبت بتعريفة { $known }.
vehicle-tax-new = مركبة جديدة: تؤدى داخل { $days } يوما من تاريخ وصل إيداع ملف البطاقة الرمادية. لا أعلم هل تؤدى السنة الأولى كاملة.
vehicle-tax-perhaps-exempt = قد تعفى مركبات أخرى (سيارة أجرة، إسعاف، سيارة قديمة للتجميع، نقل مزدوج…): لم أتمكن من التحقق، فاستفسر إدارة الضرائب.
vehicle-tax-when = تؤدى كل سنة من { $first } إلى { $last }.
vehicle-tax-where = بدون مصاريف بالبطاقة أو التطبيق أو الشباك الأوتوماتيكي؛ وزيادة { $charge } درهما في الوكالة أو نقطة الأداء.
vehicle-tax-heavy = ليست لدي تعريفة الشاحنات والمركبات الثقيلة: استفسر إدارة الضرائب أو البنك ومعك البطاقة الرمادية.
vehicle-tax-motorcycle = ليست لدي تعريفة الدراجات النارية: استفسر إدارة الضرائب أو البنك ومعك البطاقة الرمادية.
vehicle-tax-halves = أكثر من { $tons } أطنان: نصفان، قبل نهاية فبراير وقبل نهاية غشت (مصدر واحد فقط: ينبغي التحقق).
vehicle-tax-light = إلى حدود { $tons } أطنان: تؤدى من { $first } إلى { $last }.
vehicle-tax-full-button = كل شيء عن الضريبة
