"""bot.evaluation.models: what is read beside the archive; archives themselves are tested in test_modelfile."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BadRequest, ModelError
from bot.evaluation.models import Fallback, load_fallback, load_identifier, load_ranking
from bot.settings import ROOT


def test_thresholds_are_those_of_the_pipeline() -> None:
    """What the engine would do with a ranking is read where the engine reads it."""
    fallback = load_fallback(ROOT / "config.yml")
    assert 0 < fallback.threshold < 1
    assert 0 <= fallback.ambiguity < 1


def test_ambiguity_may_be_left_out(tmp_path: Path) -> None:
    """Then no second intent is too close."""
    path = tmp_path / "config.yml"
    path.write_text("pipeline: [{name: FallbackClassifier, threshold: 0.5}]", encoding="utf-8")
    assert load_fallback(path) == Fallback(0.5, 0.0)


def test_a_pipeline_without_fallback_is_refused(tmp_path: Path) -> None:
    """It has no thresholds to measure."""
    path = tmp_path / "config.yml"
    path.write_text("pipeline: [{name: Other}]", encoding="utf-8")
    with pytest.raises(BadRequest, match="has no FallbackClassifier"):
        load_fallback(path)


@pytest.mark.parametrize("load", [load_identifier, load_ranking])
def test_no_model_is_said(tmp_path: Path, load) -> None:
    """With the way to get one."""
    with pytest.raises(ModelError, match="run `make train`"):
        load(tmp_path)
