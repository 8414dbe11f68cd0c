form-social-aid = حساب الدعم المباشر
social-aid-ask-children = شحال من دري عندو 20 عام ولا قل ساكن معاك؟ ما محتاج لا سمية لا رقم لاكارط.
social-aid-help-children = حسب غير الدراري اللي عندهم 20 عام ولا قل وساكنين معاك. جاوب برقم بحال «3»، ولا «والو».
social-aid-label-children = شحال من دري
social-aid-none-button = ما عندي دراري
social-aid-children-impossible = جاوب برقم صحيح ديال الدراري، من 0 حتى { $most }.
social-aid-ask-ages = { $count ->
    [zero] شحال فعمرهم؟
    [one] شحال فعمرو هاد الدري؟
    [two] شحال فعمرهم بجوج؟ مثلا: 4 و 7 سنين.
    [few] شحال فعمر كل واحد من هاد { $count } د الدراري؟ مثلا: 4 و 7 و 15 عام.
    [many] شحال فعمر كل واحد من هاد { $count } دري؟ مثلا: 4 و 7 و 15 عام.
   *[other] شحال فعمر كل واحد من هاد { $count } دري؟ مثلا: 4 و 7 و 15 عام.
}
social-aid-help-ages = كتب العمر ديال كل دري بالأعوام، واحد مورا واحد: 4، 7، 15. الرضيع اللي ما كملش عام كتب ليه 0.
social-aid-label-ages = الأعمار
social-aid-age-impossible = كاين شي عمر ما يمكنش. كتب العمر ديال كل دري بالأعوام، مثلا 4، 7، 15.
social-aid-ages-count = { $count ->
    [zero] ما لقيت حتى عمر، وعندك { $children }.
    [one] قريت عمر واحد، وعندك { $children } د الدراري.
    [two] قريت جوج أعمار، وعندك { $children } د الدراري.
    [few] قريت { $count } أعمار، وعندك { $children } د الدراري.
    [many] قريت { $count } عمر، وعندك { $children } د الدراري.
   *[other] قريت { $count } عمر، وعندك { $children } د الدراري.
} كتب العمر ديال كل واحد، مثلا 4، 7، 15.
social-aid-ask-school = { $count ->
    [zero] شحال منهم كيقرا؟
    [one] الدري اللي عندو بين 6 و 20 عام، واش كيقرا؟
    [two] جوج عندهم بين 6 و 20 عام: شحال منهم كيقرا؟
    [few] { $count } عندهم بين 6 و 20 عام: شحال منهم كيقرا؟
    [many] { $count } عندهم بين 6 و 20 عام: شحال منهم كيقرا؟
   *[other] { $count } عندهم بين 6 و 20 عام: شحال منهم كيقرا؟
}
social-aid-help-school = اللي كيقرا كياخد كتر. جاوب «كلهم»، ولا «حتى واحد»، ولا برقم.
social-aid-label-school = اللي كيقراو
social-aid-school-impossible = { $count ->
    [zero] حتى واحد ما عندو بين 6 و 20 عام.
    [one] غير واحد اللي عندو بين 6 و 20 عام: واش كيقرا، آه ولا لا؟
    [two] جوج اللي عندهم بين 6 و 20 عام: شحال منهم كيقرا؟
    [few] { $count } اللي عندهم بين 6 و 20 عام: شحال منهم كيقرا؟
    [many] { $count } اللي عندهم بين 6 و 20 عام: شحال منهم كيقرا؟
   *[other] { $count } اللي عندهم بين 6 و 20 عام: شحال منهم كيقرا؟
}
social-aid-all-button = كلهم
social-aid-nobody-button = حتى واحد
social-aid-yes-button = آه
social-aid-no-button = لا
social-aid-for = { $count ->
    [zero] بلا دراري ({ $ages }).
    [one] دري واحد (العمر: { $ages }).
    [two] جوج دراري (العمر: { $ages }).
    [few] { $count } د الدراري (العمر: { $ages }).
    [many] { $count } دري (العمر: { $ages }).
   *[other] { $count } دري (العمر: { $ages }).
}
social-aid-estimate = تقدير ديال { $year }: { $sum } درهم فالشهر للعائلة.
social-aid-estimate-range = تقدير ديال { $year }: بين { $low } و { $high } درهم فالشهر للعائلة، على حساب الترتيب ديال كل دري.
social-aid-part = { $number } × { $sum } درهم
social-aid-least = هادي أقل حاجة كتعطى للعائلة.
social-aid-too-old = { $count ->
    [zero] حتى واحد ما فات { $last } عام.
    [one] واحد فات { $last } عام، ما كيتحسبش.
    [two] جوج فاتو { $last } عام، ما كيتحسبوش.
    [few] { $count } فاتو { $last } عام، ما كيتحسبوش.
    [many] { $count } فاتو { $last } عام، ما كيتحسبوش.
   *[other] { $count } فاتو { $last } عام، ما كيتحسبوش.
}
social-aid-too-many = كيتحسبو { $most } د الدراري على الأكثر.
social-aid-older-amounts = مازال ما عنديش المبالغ ديال { $year }: حسبت بديال { $known }.
social-aid-no-amounts = ما عنديش المبالغ ديال هاد العام.
social-aid-conditions = خاص المؤشر ديال RSU ما يفوتش { NUMBER($threshold, maximumFractionDigits: 7) }، وتكون ساكن فالمغرب، وما كتشدوش التعويضات العائلية ولا التقاعد، وما يكونش شي موظف ديال الدولة فالدار.
social-aid-special = الدري اللي عندو إعاقة ولا يتيم الأب كياخد كتر: ANSS تقول ليك شحال.
social-aid-birth = الولادة: كاينة منحة على { $births } الولادات اللولين، كتطلب قبل { $months } شهور. ما عنديش مبلغ مؤكد.
social-aid-unknown = هادا غير تقدير: ما كنشوف لا المؤشر ديالك لا الملف، وANSS هي اللي كتقرر.
social-aid-index-below = المؤشر { NUMBER($index, maximumFractionDigits: 7) }: ما فايتش العتبة ديال الدعم المباشر ({ NUMBER($threshold, maximumFractionDigits: 7) }). كل ما نقص، العائلة محتاجة كتر.
social-aid-index-above = المؤشر { NUMBER($index, maximumFractionDigits: 7) }: فايت العتبة ديال الدعم المباشر ({ NUMBER($threshold, maximumFractionDigits: 7) })، يعني ما كاينش الدعم ما دام طالع. وكيتعاود يتحسب كل مرة كتبدل معلومات RSU.
social-aid-threshold = المؤشر ديال RSU خاصو ما يفوتش { NUMBER($threshold, maximumFractionDigits: 7) }.
social-aid-tadamon = باش تدخل فأمو تضامن، المؤشر خاصو ما يفوتش { NUMBER($threshold, maximumFractionDigits: 7) }.
social-aid-tadamon-below = المؤشر { NUMBER($index, maximumFractionDigits: 7) }: ما فايتش العتبة ديال أمو تضامن ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-tadamon-above = المؤشر { NUMBER($index, maximumFractionDigits: 7) }: فايت العتبة ديال أمو تضامن ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-to-be-checked = هاد العتبة ما مأكداهاش شي صفحة رسمية: تأكد فلاكنسس (CNSS).
social-aid-stopped = الأسباب اللي كتكون بزاف: المؤشر فايت العتبة، ولا خدمة ولا تقاعد ولا تعويضات عائلية مصرح بيهم، ولا معلومات غالطة ف RSU. ما كنشوفش الملف ديالك.
social-aid-contest = رفضوك ولا كاين غلط؟ دير شكاية ف asd.ma قبل { $within } يوم، وكيجاوبوك ف { $reply } يوم؛ والمعلومة الغالطة كتصحح ف RSU.
social-aid-contest-to-be-checked = (هاد الآجال من مصدر واحد فقط: خاص التأكد.)
social-aid-housing = هنا كنحسب غير الدعم الاجتماعي المباشر. دعم السكن راه دعم آخر.
social-aid-full-button = كلشي على الدعم
social-aid-housing-button = دعم السكن
