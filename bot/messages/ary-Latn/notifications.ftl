notifications-moved = Kayn jdid f dossier { $reference }: { $status }.
notifications-moved-unsaid = Kayn jdid f dossier { $reference }. Bach t3ref ktar kteb « bghit ntebbe3 dossier dyali ».
