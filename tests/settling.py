"""When a page in the browser is done: instead of waiting for some time, which is too short on a
loaded machine."""

from __future__ import annotations

from typing import Any

READ = """() => document.readyState === 'complete'
    && !document.querySelector('#progress:not([hidden]):not([data-ready])')"""
"""The page is loaded, and if it keeps a team's results it has read them."""

STILL = "() => !document.querySelector('.leaflet-zoom-anim')"
"""No map glides to another zoom."""

FRAMES = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
    () => setTimeout(done, 0))))"""
"""Two frames are drawn and the timers that were due have run: a zoom begins in the next frame."""


def settled(page: Any) -> None:
    """Wait until a page has read what it keeps, and whatever it began at once is over."""
    page.wait_for_function(READ)
    page.evaluate(FRAMES)
    page.wait_for_function(STILL)
    page.evaluate(FRAMES)
