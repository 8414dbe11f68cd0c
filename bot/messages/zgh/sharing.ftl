# Not yet reviewed by a native speaker.

share-media = ⵉⵍⵍⴰ ⵖⵓⵔⵉ ⵎⴰ ⵜⵓⵣⵏⴷ, ⵎⴰⵛⴰ ⵓⵔ ⵜⴰ ⵣⵎⵉⵔⵖ ⴰⴷ ⵙⵔⵙ ⵅⴷⵎⵖ. ⴰⵔⴰ ⴰⵙⵇⵙⵉ ⵏⵏⴽ, ⵏⵖ ⵙⵜⵉ ⴳ ⵜⵍⴳⴰⵎⵜ.
