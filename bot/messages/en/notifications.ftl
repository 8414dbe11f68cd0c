notifications-moved = News of the file { $reference }: { $status }.
notifications-moved-unsaid = News of the file { $reference }. For details write “track my file”.
