"""Only what Meta has signed with our app secret gets in."""

from __future__ import annotations

import pytest

from bot.errors import Forged
from channels.whatsapp_cloud.signature import check, same, signature

BODY = b'{"object":"whatsapp_business_account","entry":[]}'
SIGNED = "sha256=c236c758c9b2bd40b388a550eeca09eaca72384dd0aa5e7c31d19cddac5bba46"


def test_the_known_vector() -> None:
    """The signature of a known body with a known secret."""
    assert signature(BODY, "app_secret") == SIGNED
    check(BODY, SIGNED, ["app_secret"])


@pytest.mark.parametrize("secrets", [["app_secret", ""], ["new", "app_secret"], ["app_secret", "old"]])
def test_either_secret_during_a_rotation(secrets: list[str]) -> None:
    """The new secret and the one before it are both accepted."""
    check(BODY, SIGNED, secrets)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "sha256=",
        SIGNED[7:],
        SIGNED.upper(),
        SIGNED[:-1],
        SIGNED + "0",
        " " + SIGNED,
        SIGNED.replace("sha256", "sha1"),
        "sha256=" + "0" * 64,
        "sha256=é\udcff",
    ],
)
def test_a_wrong_signature(given: str) -> None:
    """Missing, of another kind, cut, longer, or of something else."""
    with pytest.raises(Forged):
        check(BODY, given, ["app_secret", "other"])


@pytest.mark.parametrize("body", [BODY + b"\n", BODY.replace(b":", b": "), b""])
def test_another_body(body: bytes) -> None:
    """The bytes are signed, not what they mean."""
    with pytest.raises(Forged):
        check(body, SIGNED, ["app_secret"])


@pytest.mark.parametrize("secrets", [[], [""], ["", ""]])
def test_an_empty_secret_signs_nothing(secrets: list[str]) -> None:
    """What anybody could sign is not accepted: a secret that is not set accepts nothing."""
    with pytest.raises(Forged):
        check(BODY, signature(BODY, ""), secrets)


def test_same() -> None:
    """Any two strings can be compared, whatever is in them."""
    assert same("كلمة", "كلمة")
    assert not same("word", "word\udcff")
    assert not same("word", "")
