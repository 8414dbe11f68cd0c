share-media = Weselni dakchi li sifetti (teswira, vocal, wer9a), walakin mazal man9derch nkhdem bih. Kteb so2al dyalek, wla khtar mn l menu.
