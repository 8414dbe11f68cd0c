notifications-moved = كاين جديد فالملف { $reference }: { $status }.
notifications-moved-unsaid = كاين جديد فالملف { $reference }. باش تعرف التفاصيل كتب «بغيت نتبع الملف ديالي».
