"""Promotion: what must hold before each environment, and the windows that a release fits with its way back."""

from __future__ import annotations

import pytest
from conftest import ROOT

from critpath import Plan, Promotion
from critpath.errors import CancelledError, DocumentError, OptionError

GUIDE = (ROOT / "examples/plans/promotion.md").read_text(encoding="utf-8")
COUNTS = [{"metric": "error_rate", "total": 2000, "failures": 3}]


@pytest.fixture
def promotion() -> Promotion:
    return Plan.from_markdown(GUIDE).promotion(measurements=COUNTS, windows=2)


def test_a_window_fits_forward_but_not_with_the_way_back(promotion: Promotion) -> None:
    window = promotion["production"].window
    assert window is not None
    assert (window.fits, window.margin_s, window.forward_margin_s) == (False, -900, 1800)
    assert [fits.opens for fits in promotion["production"].next_windows] == [
        "2026-12-12T22:00:00",
        "2027-01-09T22:00:00",
    ]
    assert (promotion.verdict, promotion.ok, promotion["staging"].verdict) == ("no_go", False, "go")


def test_what_was_measured_decides_the_gate() -> None:
    plan = Plan.from_markdown(GUIDE.replace("undo=20m", "undo=2m"))
    assert plan.promotion().verdict == "inconclusive"
    assert plan.promotion(measurements=COUNTS).ok
    assert plan.promotion(measurements=[{**COUNTS[0], "failures": 300}]).verdict == "no_go"


def test_what_cannot_be_is_refused(promotion: Promotion) -> None:
    ring = GUIDE.replace("{#staging}", "{#staging promoted-from=production}")
    with pytest.raises(DocumentError, match="promoted from each other"):
        Plan.from_markdown(ring).promotion()
    with pytest.raises(OptionError, match="horizon"):
        Plan.from_markdown(GUIDE).promotion(horizon="-1d")
    with pytest.raises(OptionError, match="there is no format"):
        promotion.render("svg")
    with pytest.raises(KeyError):
        promotion["moon"]
    with pytest.raises(CancelledError):
        Plan.from_markdown(GUIDE).promotion(progress=lambda done, total: False)


def test_it_reads_well(promotion: Promotion) -> None:
    assert repr(promotion) == "<Promotion: no_go, 2 environments>"
    assert [environment.environment for environment in promotion] == ["staging", "production"]
    assert str(promotion).startswith("NO-GO  Release\n1 of 2 environments not as planned\n")
    assert promotion.to_markdown().startswith("## ⛔ NO-GO: Release\n")
    assert promotion == Plan.from_markdown(GUIDE).promotion(measurements=COUNTS, windows=2)
