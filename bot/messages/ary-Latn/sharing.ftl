share-location = Weslatni la position dyalek, walakin mazal man9derch nkhdem biha. Kteb so2al dyalek, wla khtar mn l menu.
share-media = Weselni dakchi li sifetti (teswira, vocal, wer9a), walakin mazal man9derch nkhdem bih. Kteb so2al dyalek, wla khtar mn l menu.
