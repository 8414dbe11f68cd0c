notifications-moved = جديد في الملف { $reference }: { $status }.
notifications-moved-unsaid = جديد في الملف { $reference }. للتفاصيل اكتب «تتبع ملفي».
