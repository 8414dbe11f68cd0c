"""The form that Twilio posts, with nothing dropped."""

from __future__ import annotations

from urllib.parse import parse_qsl

from bot.errors import BadRequest, TooLarge

MOST_BYTES = 256 * 1024  # a letter of Tifinagh is nine bytes of a form: 28,000 of them are to be answered politely
MOST_FIELDS = 500  # Twilio sends about thirty, and three for each of ten media


class Form(dict[str, list[str]]):
    """Each field's values in the order in which they came, blank ones too."""

    def getall(self, name: str) -> list[str]:
        """As the SDK's validator asks for the values of a repeated field."""
        return self[name]

    def one(self, name: str) -> str:
        """The value of a field, without space around it; "" when it is missing.

        Raises:
            BadRequest: it has several. Their order is not signed, so none of them can be trusted.
        """
        values = set(self.get(name, ()))
        if len(values) > 1:
            raise BadRequest(f"{name}: more than one value")
        return next(iter(values), "").strip()


def read(body: bytes) -> Form:
    """The form in a request's body.

    Raises:
        BadRequest, TooLarge: it has more fields, or is larger, than what Twilio sends.
    """
    if len(body) > MOST_BYTES:
        raise TooLarge(f"a form larger than {MOST_BYTES // 1024} KiB")
    form = Form()
    try:
        fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise BadRequest(f"more than {MOST_FIELDS} fields") from error
    for name, value in fields:
        form.setdefault(name, []).append(value)
    return form
