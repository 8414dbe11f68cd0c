form-vehicle-tax = حساب لافينيت
vehicle-tax-ask-fuel = باش خدامة، مازوط ولا ليسانس؟
vehicle-tax-help-fuel = شوف لاكارط كريز: ES هي ليسانس، وGO هي المازوط. جاوب مثلا «مازوط».
vehicle-tax-label-fuel = نوع الوقود
vehicle-tax-fuel-petrol = ليسانس
vehicle-tax-fuel-diesel = مازوط
vehicle-tax-fuel-hybrid = هيبريد
vehicle-tax-fuel-electric = كهربائية
vehicle-tax-other-fuel = عندي غير التمن ديال ليسانس والمازوط والهيبريد والكهربائية. إلا كانت الطوموبيل كتخدم حتى بواحد منهم، ختارو.
vehicle-tax-ask-power = شحال فيها من حصان (CV)؟ مكتوبة فلاكارط كريز.
vehicle-tax-help-power = قلب فلاكارط كريز على «puissance fiscale»: رقم صغير بحال 6 ولا 8. كتب هاد الرقم ولا ختار.
vehicle-tax-label-power = شحال من حصان
vehicle-tax-power-impossible = الخيول كيكونو رقم صحيح، من 1 لفوق. شحال مكتوب فلاكارط كريز؟
vehicle-tax-power-of-engine = { $power } حصان راه غالبا القوة ديال الموطور. خاصني «puissance fiscale» اللي فلاكارط كريز، بحال 6 ولا 8.
vehicle-tax-power-below = قل من { $above } خيول
vehicle-tax-power-between = من { $lowest } حتى { $highest } CV
vehicle-tax-power-from = { $lowest } CV وطالع
vehicle-tax-vehicle = { $fuel }، { $band }
vehicle-tax-tax = لافينيت ديال { $year }، { $vehicle }: { $sum } درهم.
vehicle-tax-exempt = { $vehicle }: معفية، ما كتخلص والو.
vehicle-tax-penalty = { $count ->
    [zero] بلا تعطال: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
    [one] إلا تعطلتي شهر واحد: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
    [two] إلا تعطلتي شهرين: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
    [few] إلا تعطلتي { $count } شهور: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
    [many] إلا تعطلتي { $count } شهر: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
   *[other] إلا تعطلتي { $count } شهر: الزيادة { $penalty } درهم، والمجموع { $sum } درهم.
}
vehicle-tax-if-unpaid = إلا مازال ما خلصتي ديال { $year }: اليوم كتجي { $sum } درهم، فيها زيادة { $penalty } درهم.
vehicle-tax-all-years = المجموع ديال هاد الأعوام: { $sum } درهم.
vehicle-tax-years-unheld = ما عنديش التمن ديال { $years }: سول الضرائب شحال.
vehicle-tax-older-tariff = مازال ما عنديش التمن ديال { $year }: حسبت بديال { $known }.
vehicle-tax-new = الطوموبيل الجديدة: كتخلص ف{ $days } يوم من التاريخ اللي فالروسي ديال لاكارط كريز. ما عرفتش واش العام اللول كيتخلص كامل.
vehicle-tax-perhaps-exempt = كاين طوموبيلات خرين يقدرو يكونو معفيين (طاكسي، لامبيلونس، طوموبيل قديمة ديال الكوليكسيون، نقل مزدوج…): ما قدرتش نتأكد، سول الضرائب.
vehicle-tax-when = كتخلص كل عام من { $first } حتى { $last }.
vehicle-tax-where = فابور بلاكارط، ولا لابليكاسيون، ولا الكيشي؛ والوكالة ونقط الخلاص كيزيدو { $charge } درهم.
vehicle-tax-heavy = ما عنديش التمن ديال الكاميوات والطوموبيلات التقال: سول الضرائب ولا البنكة، ومعاك لاكارط كريز.
vehicle-tax-motorcycle = ما عنديش التمن ديال الموطورات: سول الضرائب ولا البنكة، ومعاك لاكارط كريز.
vehicle-tax-halves = كتر من { $tons } طن: كتخلص على جوج، قبل اللخر ديال فبراير وقبل اللخر ديال غشت (مصدر واحد فقط: خاص التأكد).
vehicle-tax-light = حتى ل{ $tons } طن: كتخلص من { $first } حتى { $last }.
vehicle-tax-full-button = كلشي على لافينيت
