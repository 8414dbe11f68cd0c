share-media = What you sent (photo, voice note, document) has arrived, but I can’t make use of it yet. Write your question, or choose from the menu.
