"""Days that no calendar has, in any writing; days that there are, and other numbers, are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entities.impossible import ImpossibleDates
from bot.language.data import gazetteer

DATES = ImpossibleDates(gazetteer("months"))


@pytest.mark.parametrize(
    "text",
    [
        "30 février",
        "30 fevrier",
        "le 30 février 2027",
        "30/02/2027",
        "30/2",
        "31-04-2027",
        "31.04.27",
        "2027-02-30",
        "29/02/2027",
        "٣٠ فبراير",
        "30 فبراير",
        "February 30",
        "31 avril",
        "0 janvier",
        "00/01/2027",
        "12/13/2027",
        "rdv le 32/01 svp",
    ],
)
def test_impossible(text: str) -> None:
    """Figures of any script, names of months in any locale."""
    assert DATES.in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "29/02",
        "29/02/2028",
        "5 mars 2027",
        "3/1",
        "le 12",
        "10h30",
        "0612.34.56",
        "8 cv",
        "",
        "1/2/3/4",
        "15 août",
        "mai",
    ],
)
def test_possible_or_no_date(text: str) -> None:
    """29 February may be meant of a leap year; numbers that are no dates are none."""
    assert not DATES.in_text(text)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"])
)
def test_no_day_that_exists(day: date, form: str) -> None:
    """Every day of two centuries, in every order of figures."""
    assert not DATES.in_text(day.strftime(form))


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Never an error."""
    DATES.in_text(text)
