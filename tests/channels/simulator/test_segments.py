"""Two counts of what an SMS costs, the gateway's and the provider's, share no code and agree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text import sms
from channels.simulator.segments import cost

_LETTERS = st.sampled_from("aé€^ç’سⵣ😀 \n[]~|@_ΩÀœ") | st.characters(blacklist_categories=("Cs",))


@settings(max_examples=500, derandomize=True, deadline=None)
@given(
    st.one_of(st.text(_LETTERS, min_size=1, max_size=400), st.text(st.sampled_from("ab€^"), min_size=140, max_size=330))
)
def test_the_gateway_counts_segments_as_the_provider_bills_them(text: str) -> None:
    """For any text that is sent, at any length."""
    assert sms.segments(text) == cost(text).segments
