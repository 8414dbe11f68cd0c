# Not reviewed.
notifications-moved = ⵉⵍⵍⴰ ⵓⵎⴰⵢⵏⵓ ⴳ ⵓⵙⴷⴰⵡ { $reference }: { $status }.
notifications-moved-unsaid = ⵉⵍⵍⴰ ⵓⵎⴰⵢⵏⵓ ⴳ ⵓⵙⴷⴰⵡ { $reference }.
