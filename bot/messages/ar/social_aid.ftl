form-social-aid = تقدير الدعم المباشر
social-aid-ask-children = كم طفلا لا يتجاوز عمره 20 سنة يعيش معك؟ لا أحتاج إلى اسم ولا إلى رقم البطاقة.
social-aid-help-children = احسب فقط الأطفال الذين لا يتجاوز عمرهم 20 سنة ويعيشون معك. أجب بعدد مثل «3» أو «لا أحد».
social-aid-label-children = عدد الأطفال
social-aid-none-button = بدون أطفال
social-aid-children-impossible = أجب بعدد صحيح من الأطفال، من 0 إلى { $most }.
social-aid-ask-ages = { $count ->
    [zero] ما عمر الأطفال؟
    [one] كم عمر هذا الطفل؟
    [two] كم عمر الطفلين؟ مثلا: 4 و7 سنوات.
    [few] كم عمر كل واحد من الأطفال الـ{ $count }؟ مثلا: 4 و7 و15 سنة.
    [many] كم عمر كل واحد من الأطفال الـ{ $count }؟ مثلا: 4 و7 و15 سنة.
   *[other] كم عمر كل واحد من الأطفال الـ{ $count }؟ مثلا: 4 و7 و15 سنة.
}
social-aid-help-ages = اكتب عمر كل طفل بالسنوات واحدا بعد الآخر: 4، 7، 15. للرضيع دون السنة اكتب 0.
social-aid-label-ages = الأعمار
social-aid-age-impossible = أحد هذه الأعمار غير ممكن. اكتب عمر كل طفل بالسنوات، مثلا 4، 7، 15.
social-aid-ages-count = { $count ->
    [zero] لم أجد أي عمر لعدد { $children } من الأطفال.
    [one] قرأت عمرا واحدا لعدد { $children } من الأطفال.
    [two] قرأت عمرين لعدد { $children } من الأطفال.
    [few] قرأت { $count } أعمار لعدد { $children } من الأطفال.
    [many] قرأت { $count } عمرا لعدد { $children } من الأطفال.
   *[other] قرأت { $count } عمر لعدد { $children } من الأطفال.
} اكتب عمر كل واحد، مثلا 4، 7، 15.
social-aid-ask-school = { $count ->
    [zero] كم طفلا يدرس؟
    [one] هل الطفل الذي عمره بين 6 و20 سنة متمدرس (أو في التكوين)؟
    [two] كم من الطفلين بين 6 و20 سنة يدرس؟
    [few] كم يدرس من الأطفال الـ{ $count } بين 6 و20 سنة؟
    [many] كم يدرس من الأطفال الـ{ $count } بين 6 و20 سنة؟
   *[other] كم يدرس من الأطفال الـ{ $count } بين 6 و20 سنة؟
}
social-aid-help-school = المبلغ أعلى للطفل المتمدرس. أجب «كلهم» أو «لا أحد» أو بعدد.
social-aid-label-school = المتمدرسون
social-aid-school-impossible = { $count ->
    [zero] لا أحد بين 6 و20 سنة.
    [one] طفل واحد فقط بين 6 و20 سنة: هل هو متمدرس، نعم أم لا؟
    [two] هناك طفلان بين 6 و20 سنة: كم منهما يدرس؟
    [few] هناك { $count } أطفال بين 6 و20 سنة: كم منهم يدرس؟
    [many] هناك { $count } طفلا بين 6 و20 سنة: كم منهم يدرس؟
   *[other] هناك { $count } طفل بين 6 و20 سنة: كم منهم يدرس؟
}
social-aid-all-button = كلهم
social-aid-nobody-button = لا أحد
social-aid-yes-button = نعم
social-aid-no-button = لا
social-aid-for = { $count ->
    [zero] بدون أطفال ({ $ages }).
    [one] طفل واحد (العمر: { $ages }).
    [two] طفلان (العمر: { $ages }).
    [few] { $count } أطفال (الأعمار: { $ages }).
    [many] { $count } طفلا (الأعمار: { $ages }).
   *[other] { $count } طفل (الأعمار: { $ages }).
}
social-aid-estimate = تقدير سنة { $year }: { $sum } درهم في الشهر للأسرة.
social-aid-estimate-range = تقدير سنة { $year }: بين { $low } و{ $high } درهم في الشهر للأسرة، حسب ترتيب كل طفل.
social-aid-part = { $number } × { $sum } درهم
social-aid-least = هذا أدنى ما يصرف للأسرة.
social-aid-too-old = { $count ->
    [zero] لا أحد يتجاوز { $last } سنة.
    [one] طفل واحد تجاوز { $last } سنة فلا يحتسب.
    [two] طفلان تجاوزا { $last } سنة فلا يحتسبان.
    [few] { $count } أطفال تجاوزوا { $last } سنة فلا يحتسبون.
    [many] { $count } طفلا تجاوزوا { $last } سنة فلا يحتسبون.
   *[other] { $count } طفل تجاوزوا { $last } سنة فلا يحتسبون.
}
social-aid-too-many = يحتسب { $most } أطفال على الأكثر.
social-aid-older-amounts = ليست لدي بعد مبالغ { $year }، فحسبت بمبالغ { $known }.
social-aid-no-amounts = ليست لدي مبالغ هذه السنة.
social-aid-conditions = يشترط مؤشر لا يتجاوز { NUMBER($threshold, maximumFractionDigits: 7) } في السجل الاجتماعي الموحد، والإقامة بالمغرب، وعدم الاستفادة من تعويضات عائلية أو معاش، وألا يكون في الأسرة موظف عمومي.
social-aid-special = للطفل في وضعية إعاقة أو اليتيم من جهة الأب مبلغ أعلى: الوكالة الوطنية للدعم الاجتماعي تخبرك بقدره.
social-aid-birth = الولادة: هناك منحة عن أول { $births } من الولادات، تطلب داخل { $months } أشهر. ليس لدي مبلغ مؤكد.
social-aid-unknown = هذا مجرد تقدير: لا أرى مؤشرك ولا ملفك، والقرار للوكالة الوطنية للدعم الاجتماعي.
social-aid-index-below = المؤشر { NUMBER($index, maximumFractionDigits: 7) }: لا يتجاوز عتبة الدعم المباشر ({ NUMBER($threshold, maximumFractionDigits: 7) }). كلما انخفض كانت الأسرة أكثر هشاشة.
social-aid-index-above = المؤشر { NUMBER($index, maximumFractionDigits: 7) }: يتجاوز عتبة الدعم المباشر ({ NUMBER($threshold, maximumFractionDigits: 7) })، فلا دعم ما دام أعلى منها. ويعاد حسابه عند كل تحيين للسجل.
social-aid-threshold = يجب ألا يتجاوز المؤشر { NUMBER($threshold, maximumFractionDigits: 7) } في السجل الاجتماعي الموحد.
social-aid-tadamon = بالنسبة لأمو تضامن يجب ألا يتجاوز المؤشر { NUMBER($threshold, maximumFractionDigits: 7) }.
social-aid-tadamon-below = المؤشر { NUMBER($index, maximumFractionDigits: 7) }: لا يتجاوز عتبة أمو تضامن ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-tadamon-above = المؤشر { NUMBER($index, maximumFractionDigits: 7) }: يتجاوز عتبة أمو تضامن ({ NUMBER($threshold, maximumFractionDigits: 7) }).
social-aid-to-be-checked = لا تؤكد هذه العتبة أي صفحة رسمية: تحقق لدى الصندوق الوطني للضمان الاجتماعي.
social-aid-stopped = الأسباب الأكثر شيوعا: مؤشر فوق العتبة، أو عمل أو معاش أو تعويضات عائلية مصرح بها، أو معطيات خاطئة في السجل. لا أرى ملفك.
social-aid-contest = رفض أو خطأ؟ قدم شكاية على asd.ma داخل { $within } يوما، والجواب داخل { $reply } يوما؛ والمعطيات الخاطئة تصحح لدى السجل الاجتماعي الموحد.
social-aid-contest-to-be-checked = (هذه الآجال من مصدر واحد فقط: ينبغي التحقق.)
social-aid-housing = أقدر هنا الدعم الاجتماعي المباشر فقط. أما دعم السكن فهو دعم آخر.
social-aid-full-button = كل شيء عن الدعم
social-aid-housing-button = دعم السكن
