forms-colon = {": "}
forms-summary =
    ها شنو فهمت:
    { $lines }
    واش هادشي صحيح؟
forms-button-yes = إيه، صحيح
forms-button-change = نبدل شي حاجة
forms-button-stop = نحبس
forms-button-retry = نعاود
forms-cancelled = صافي، حبسنا وما تصيفط والو. إلا بغيتي تعاود، قولها ليا.
forms-paused = خود راحتك، راني مخلي الأجوبة ديالك. كتب ليا ملي تكون واجد.
forms-first-question = هادا هو السؤال اللول، ما كاين والو قبل منو.
forms-changed = تبدلات. { $label }: { $value }
forms-noted = سجلتها.
forms-what-to-change = شنو بغيتي تبدل؟
forms-not-understood = ما فهمتش الجواب ديالك.
forms-person = هكا ما غاديش نوصلو. يقدر يعاونك شي واحد، ولا نحبسو هنا. وتقدر تعاود تجاوب.
forms-register-down = السيستيم ديال الإدارة ما كيجاوبش دابا. ما ضاع والو، وما تصيفط والو جوج مرات. عاود من دابا شوية.
forms-back-to = نرجعو ل: { $what }.
forms-where-we-were = مرحبا! كنا فهادشي: { $what }. يالله نكملو.
forms-choice-over = هاد الاختيار ما بقاش خدام. قول ليا شنو كتقلب عليه.
