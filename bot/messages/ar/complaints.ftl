# Complaints and reports (actions/complaints).
form-complaints = شكاية
complaint-ask-aim = شكاية جديدة أم إعادة فتح شكاية سابقة؟
complaint-help-aim = إذا أُجبت عن مشكلتك ولم تُحل، يمكنني إعادة فتح الشكاية.
complaint-aim-new = جديدة
complaint-aim-reopen = إعادة فتح شكاية
complaint-ask-text = ماذا يحدث؟ احكه بكلماتك.
complaint-help-text = قل ما المشكلة، مثلا «عمود الإنارة في شارعنا مطفأ منذ شهر».
complaint-label-text = المشكلة
complaint-text-too-short = زدني قليلا: ماذا يحدث؟
complaint-text-too-long = شكرا، لكن هذا طويل جدا علي (الحد الأقصى للحروف: { $most }). قل الأهم: ماذا ومنذ متى.
complaint-ask-category = بماذا يتعلق الأمر؟
complaint-help-category = اختر الأقرب. إن لم يناسبك شيء فاختر «شيء آخر».
complaint-label-category = الموضوع
complaint-category-lighting = الإنارة العمومية
complaint-category-waste = الأزبال
complaint-category-road = الطريق
complaint-category-water = الماء
complaint-category-sewer = الصرف الصحي
complaint-category-electricity = الكهرباء
complaint-category-noise = الضجيج
complaint-category-pollution = التلوث
complaint-category-animals = حيوانات ضالة
complaint-category-space = الفضاء العمومي
complaint-category-building = البناء
complaint-category-file = ملف متأخر
complaint-category-conduct = الاستقبال والسلوك
complaint-category-corruption = الرشوة
complaint-category-service = صحة، مدرسة، حافلة
complaint-category-trade = الأسعار والتجارة
complaint-category-other = شيء آخر
complaint-ask-dossier = ما رقم ملفك، إن كان عندك؟
complaint-help-dossier = تجده في الوصل. إن لم يكن عندك فقل «لا».
complaint-label-dossier = الملف
complaint-button-no-number = ليس عندي
complaint-ask-where = أين بالضبط؟ اكتب الشارع والحي، أو أرسل موقعك.
complaint-help-where = مثلا «زنقة 12، أمام المدرسة، حي السلام». ويمكنك أيضا إرسال موقعك.
complaint-ask-office = في أي إدارة أو مصلحة؟
complaint-help-office = مثلا «مكتب الحالة المدنية» أو «الملحقة الإدارية 3».
complaint-label-where = المكان
complaint-where-too-short = اكتب أكثر من هذا: الشارع أو الحي أو المصلحة.
complaint-where-too-long = هذا طويل جدا (الحد الأقصى للحروف: { $most }). المكان فقط.
complaint-near = الموقع المرسل، قرب { $place }
complaint-ask-town = في أي مدينة أو جماعة؟
complaint-help-town = اكتب اسم المدينة أو الجماعة، مثلا فاس.
complaint-label-town = المدينة
complaint-which-town = في أي مدينة من هذه؟
complaint-ask-photo = هل عندك صورة؟ أرسلها، أو تابع بدونها.
complaint-help-photo = الصورة تساعد على إيجاد المكان لكنها ليست إلزامية. أرسلها أو قل «لا».
complaint-label-photo = الصورة
complaint-button-no-photo = بدون صورة
complaint-photos =
    { $count ->
        [zero] { $count } صورة
        [one] صورة واحدة
        [two] صورتان
        [few] { $count } صور
        [many] { $count } صورة
       *[other] { $count } صورة
    }
complaint-ask-identity = باسمك أم دون ذكر هويتك؟
complaint-help-identity = دون هوية: لا اسم ولا رقم، ولا شيء يربط الشكاية بهذه المحادثة. وباسمك يمكن أن تتلقى الجواب.
complaint-label-identity = الهوية
complaint-identity-named = باسمي
complaint-identity-anonymous = دون هوية
complaint-ask-name = ما اسمك الشخصي والعائلي؟
complaint-help-name = اكتب اسمك الشخصي ثم العائلي.
complaint-label-name = الاسم
complaint-name-wrong = هذا ليس اسما. اكتب اسمك الشخصي والعائلي دون أرقام.
complaint-ask-phone = هل من رقم لنجيبك عليه؟ وهو يثبت أيضا أن الشكاية لك.
complaint-help-phone = اكتب رقمك، مثلا 06 00 00 00 01، أو قل «لا».
complaint-label-phone = الهاتف
complaint-phone-wrong = هذا الرقم غير صحيح. اكتبه كاملا، مثلا 06 00 00 00 01، أو قل «لا».
complaint-button-no-phone = بدون رقم
complaint-ask-reference = ما رقم الشكاية التي تريد إعادة فتحها؟
complaint-help-reference = يبدأ بـ RC ثم السنة، وقد توصلت به عند وضعها.
complaint-label-reference = الرقم
complaint-reference-wrong = في هذا الرقم خطأ. انقله كما توصلت به: RC ثم السنة ثم سبعة رموز.
complaint-ask-reason = لماذا تعيد فتحها؟ قل ما الذي لم يُحل.
complaint-help-reason = مثلا «انطفأ عمود الإنارة من جديد».
complaint-label-reason = السبب
complaint-reason-too-short = زدني قليلا: ما الذي لم يُحل؟
complaint-reason-too-long = هذا طويل جدا (الحد الأقصى للحروف: { $most }). قل الأهم.
complaint-receipt =
    سُجلت شكايتك: { $category }. رقمك: { $reference }
    الآجال المعلنة للشكايات (يُرجى التأكد منها): الإحالة في { $forward } يوما على الأكثر، والجواب في { $days } يوما على الأكثر، أي قبل { $due }.
complaint-keep = احتفظ بهذا الرقم لتتبع الشكاية. إن لم يأتك جواب: chikaya.ma أو 3737.
complaint-keep-anonymous = هي دون هوية: هذا الرقم هو السبيل الوحيد إليها. إن لم يأت جواب: chikaya.ma أو 3737.
complaint-button-track = تتبع
complaint-unknown = لا أجد شكاية رقمها { $reference }.
complaint-still-open = الشكاية { $reference } ما زالت مفتوحة. الأجل المعلن للجواب (يُرجى التأكد): { $days } يوما، إلى غاية { $due }.
complaint-reopened = أُعيد فتح الشكاية { $reference } مع كلماتك. الأجل المعلن للجواب (يُرجى التأكد): { $days } يوما، إلى غاية { $due }.
