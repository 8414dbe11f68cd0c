identity-ask-proof = To check that this file is yours: write the last 4 digits of your national card, or your date of birth.
identity-help-proof = This is so that nobody else sees your file. Write for example “0001” (the end of the national card) or “12/03/1990” (the date of birth).
identity-ask-proof-phone = To check that it is you: write the last 4 digits of the telephone number given with this request.
identity-help-proof-phone = This is so that nobody else sees your request. Write for example “0001”, the end of the telephone number.
identity-no-match = Nothing matches this reference and this detail together. Check both, then write the one that was wrong once more.
identity-locked = Too many tries. To protect this file you have to wait: { $wait }. At the counter they can answer you right away.
identity-code-sent = I have sent a 6-digit code by SMS to the number that ends in { $tail }. Write it here. It is valid for { $wait }.
identity-code-alive = The code that I sent you is still valid. Write its 6 digits.
identity-code-shown = DEMONSTRATION: your code is { $code }. In a real service it comes by SMS. Write it here. It is valid for { $wait }.
identity-code-too-many = Too many codes have been sent already. You have to wait: { $wait }.
identity-code-wrong = That is not the right code. Look at the SMS and write it once more.
identity-code-expired = This code is no longer valid. Ask for a new one.
identity-code-shape = The code has 6 digits. Write all 6.
identity-help-code = Open the SMS that you have just received: it holds 6 digits. Write them here. Give them to nobody else.
identity-no-phone = No telephone number is on file with this file: I cannot send you a code, so I cannot show you anything here. Ask at the counter, with your national card.
identity-no-channel = I cannot send SMS at the moment, so I cannot show you anything of this file. Ask at the counter, with your national card.
identity-opted-out = The number on file refuses our SMS. Send us START by SMS from that number, or ask at the counter, with your national card.
identity-again = For your safety, let us check once more that it is you.
identity-sms = Chobbak: code { $code }, valid for { $wait }. Give it to nobody.
identity-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
identity-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
identity-button-resend = New code
