"""Fields about people that several services ask for: name, telephone, CIN, date of birth."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.entities.model import Kind
from bot.forms.fields import BaseField, TextField
from bot.forms.model import Accept, Context, Reading
from bot.text.bidi import isolate, strip_controls
from bot.text.digits import to_ascii_digits

LONGEST_NAME = 80
_OLDEST = 120  # years
_A_NUMBER = re.compile(r"(?:\d[ .\-/()]*){4}")
_CIN = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2})[ .\-]?(\d{3,7})(?![A-Z0-9])")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʼ.\- ]|[\u0300-\u036f\u064b-\u0652])+")


class NameField(TextField):
    """First and last name, in any script. Messages beside those of every field: ``<form>-name-wrong``."""

    def __init__(self, form: str, name: str = "name", longest: int = LONGEST_NAME) -> None:
        super().__init__(form, name, 2, longest)

    def read(self, context: Context) -> Reading:
        text = " ".join(strip_controls(context.message.text).split())
        if not text:
            return None
        if len(text) > self._longest or not _NAME.fullmatch(text):
            return self.refuse(context, "name-wrong", most=self._longest)
        return Accept(text)


class PhoneField(BaseField):
    """A telephone number, or none. Messages beside those of every field: ``<form>-phone-wrong``."""

    optional = True
    private = True

    def __init__(self, form: str, name: str = "phone") -> None:
        super().__init__(form, name)

    def read(self, context: Context) -> Reading:
        if numbers := context.message.values(Kind.PHONE):
            return Accept(numbers[0])
        if _A_NUMBER.search(to_ascii_digits(context.message.text)):
            return self.refuse(context, "phone-wrong")
        return None

    def shown(self, value: Any, context: Context) -> str:
        return isolate(f"{str(value)[:5]} •• •• {str(value)[-2:]}")


class CinField(BaseField):
    """The number of the national card. Messages beside those of every field: ``<form>-cin-wrong``."""

    private = True

    def __init__(self, form: str, name: str = "cin") -> None:
        super().__init__(form, name)

    def read(self, context: Context) -> Reading:
        if numbers := context.message.values(Kind.CIN):
            return Accept(numbers[0])
        text = to_ascii_digits(strip_controls(context.message.text)).upper()
        if found := _CIN.search(text):
            return Accept(found[1] + found[2])
        return self.refuse(context, "cin-wrong") if any(map(str.isdigit, text)) else None

    def shown(self, value: Any, context: Context) -> str:
        return isolate(f"{str(value)[:2]} ••• {str(value)[-2:]}")


class BirthDateField(BaseField):
    """A date of birth. Messages beside those of every field: ``<form>-birth-date-wrong`` (no such day, no year), ``…-future``."""

    def __init__(self, form: str, name: str = "birth_date") -> None:
        super().__init__(form, name)

    def read(self, context: Context) -> Reading:
        today = context.message.now.date()
        days = [value for value in context.message.values(Kind.DATE) if "/" not in value]
        if days:
            day = date.fromisoformat(days[0])
            if str(day.year % 100).zfill(2) not in to_ascii_digits(context.message.text):
                return self.refuse(context, "birth-date-wrong")  # no year was given: the reader of dates supplied one
            if day > today:
                return self.refuse(context, "birth-date-future")
            return Accept(days[0]) if today.year - day.year <= _OLDEST else self.refuse(context, "birth-date-wrong")
        if any(map(str.isdigit, context.message.text)):
            return self.refuse(context, "birth-date-wrong")
        return None

    def shown(self, value: Any, context: Context) -> str:
        return isolate(date.fromisoformat(str(value)).strftime("%d/%m/%Y"))
