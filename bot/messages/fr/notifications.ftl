notifications-moved = Du nouveau pour le dossier { $reference } : { $status }.
notifications-moved-unsaid = Du nouveau pour le dossier { $reference }. Pour les détails, écrivez « suivre mon dossier ».
