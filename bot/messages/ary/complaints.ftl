# Complaints and reports (actions/complaints).
form-complaints = شكاية
complaint-ask-aim = شكاية جديدة، ولا نعاودو نحلو شي وحدة قديمة؟
complaint-help-aim = إلا جاوبوك على المشكل وما تحلش، نقدر نعاود نحل الشكاية.
complaint-aim-new = جديدة
complaint-aim-reopen = نعاودو وحدة قديمة
complaint-ask-text = شنو واقع؟ عاود ليا بهضرتك.
complaint-help-text = قول شنو المشكل، مثلا «البولة ديال الزنقة طافية هادي شهر».
complaint-label-text = المشكل
complaint-text-too-short = زيدني شوية: شنو واقع؟
complaint-text-too-long = شكرا، ولكن طويلة عليا بزاف (الحروف ما يفوتوش { $most }). قول غير المهم: شنو، ومن إمتى.
complaint-ask-category = على شنو هاد الشكاية؟
complaint-help-category = ختار اللي قريب. إلا ما كاين والو مناسب، ختار «شي حاجة أخرى».
complaint-label-category = الموضوع
complaint-category-lighting = الضو ديال الزنقة
complaint-category-waste = الزبل
complaint-category-road = الطريق
complaint-category-water = الما
complaint-category-sewer = الواد الحار
complaint-category-electricity = الضو (تريسيتي)
complaint-category-noise = الصداع
complaint-category-pollution = التلوث
complaint-category-animals = الكلاب الضالة
complaint-category-space = الطروطوار والجردات
complaint-category-building = البني
complaint-category-file = ملف تعطل
complaint-category-conduct = المعاملة
complaint-category-corruption = الرشوة
complaint-category-service = سبيطار مدرسة طوبيس
complaint-category-trade = الثمن والتجارة
complaint-category-other = شي حاجة أخرى
complaint-ask-dossier = شنو هو رقم الملف ديالك، إلا كان عندك؟
complaint-help-dossier = كتلقاه فالوصل. إلا ما عندكش، قول «لا».
complaint-label-dossier = الملف
complaint-button-no-number = ما عنديش
complaint-ask-where = فين بالضبط؟ كتب الزنقة والحومة، ولا صيفط البلاصة ديالك.
complaint-help-where = مثلا «زنقة 12، قدام المدرسة، حي السلام». وتقدر تصيفط البلاصة من التيليفون.
complaint-ask-office = فأشمن إدارة ولا مصلحة؟
complaint-help-office = مثلا «مكتب الحالة المدنية» ولا «المقاطعة 3».
complaint-label-where = البلاصة
complaint-where-too-short = كتب كثر من هادشي: الزنقة، الحومة ولا المصلحة.
complaint-where-too-long = طويلة بزاف (الحروف ما يفوتوش { $most }). غير البلاصة.
complaint-near = البلاصة اللي تصيفطات، حدا { $place }
complaint-ask-town = فأشمن مدينة ولا جماعة؟
complaint-help-town = كتب سمية المدينة ولا الجماعة، مثلا فاس.
complaint-label-town = المدينة
complaint-which-town = فأشمن مدينة من هادو؟
complaint-ask-photo = واش عندك شي تصويرة؟ صيفطها، ولا نكملو بلاها.
complaint-help-photo = التصويرة كتعاون باش نلقاو البلاصة، ولكن ماشي ضرورية. صيفطها ولا قول «لا».
complaint-label-photo = التصويرة
complaint-button-no-photo = بلا تصويرة
complaint-photos =
    { $count ->
        [zero] { $count } تصويرة
        [one] تصويرة وحدة
        [two] جوج تصاور
        [few] { $count } د التصاور
        [many] { $count } تصويرة
       *[other] { $count } تصويرة
    }
complaint-ask-identity = بسميتك، ولا بلا ما يعرفوك؟
complaint-help-identity = بلا سمية: لا سمية لا رقم، وحتى حاجة ما كتربط الشكاية بهاد المحادثة. بسميتك يقدرو يجاوبوك.
complaint-label-identity = السمية
complaint-identity-named = بسميتي
complaint-identity-anonymous = بلا سمية
complaint-ask-name = شنو هي السمية والكنية ديالك؟
complaint-help-name = كتب السمية ومن بعد الكنية.
complaint-label-name = السمية والكنية
complaint-name-wrong = هادي ماشي سمية. كتب السمية والكنية بلا أرقام.
complaint-ask-phone = شي رقم فين يجاوبوك؟ وبيه كتبين باللي الشكاية ديالك.
complaint-help-phone = كتب الرقم ديالك، مثلا 06 00 00 00 01، ولا قول «لا».
complaint-label-phone = التيليفون
complaint-phone-wrong = هاد الرقم ماشي هو هاداك. كتبو كامل، مثلا 06 00 00 00 01، ولا قول «لا».
complaint-button-no-phone = بلا رقم
complaint-ask-reference = شنو هو رقم الشكاية اللي بغيتي نعاودو نحلو؟
complaint-help-reference = كيبدا ب RC والعام، عطيناه ليك ملي حطيتيها.
complaint-label-reference = الرقم
complaint-reference-wrong = كاين شي غلط فهاد الرقم. كتبو كيف خديتيه: RC، العام، ومن بعد سبعة ديال الحروف ولا الأرقام.
complaint-ask-reason = علاش نعاودو نحلوها؟ قول شنو اللي ما تحلش.
complaint-help-reason = مثلا «البولة عاود طفات».
complaint-label-reason = السبب
complaint-reason-too-short = زيدني شوية: شنو اللي ما تحلش؟
complaint-reason-too-long = طويلة بزاف (الحروف ما يفوتوش { $most }). قول غير المهم.
complaint-receipt =
    صافي تسجلات: { $category }. الرقم ديالك: { $reference }
    الآجال المعلنة ديال الشكايات (خاصك تتأكد): كتوصل للإدارة المعنية ف{ $forward } يوم كحد أقصى، والجواب ف{ $days } يوم كحد أقصى، يعني قبل { $due }.
complaint-keep = خلي هاد الرقم عندك باش تتبع الشكاية. إلا ما جاوبوكش: chikaya.ma ولا 3737.
complaint-keep-anonymous = راها بلا سمية: هاد الرقم هو الطريق الوحيدة ليها. إلا ما كان جواب: chikaya.ma ولا 3737.
complaint-button-track = نتبعها
complaint-unknown = ما لقيتش شي شكاية رقمها { $reference }.
complaint-still-open = الشكاية { $reference } مازال محلولة. الأجل المعلن ديال الجواب (خاصك تتأكد): { $days } يوم، حتى ل{ $due }.
complaint-reopened = الشكاية { $reference } تعاود تحلات، ومعاها هضرتك. الأجل المعلن ديال الجواب (خاصك تتأكد): { $days } يوم، حتى ل{ $due }.
