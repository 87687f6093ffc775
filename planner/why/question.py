"""What a planner asks: of a post, or of a kecamatan and a pair."""

from __future__ import annotations

from geodata import Message
from planner.campaigns import posts_named, read_pin
from planner.errors import OptionError
from planner.spelling import closest
from routing.campaign import Campaign, KecamatanBar, KecamatanPin, Place, PostDates

Question = Place | KecamatanPin | KecamatanBar
"""A post: why is it left? A pin: why has this pair not got the kecamatan? A bar: why has it?"""


def read_question(text: str, campaign: Campaign) -> Question:
    """Return what a text asks: a post by id or name, `KECAMATAN=TEAM` or `KECAMATAN!=TEAM`.

    Raises
    ------
    OptionError
        When it names nothing that the campaign has, or several posts.
    """
    if "=" in text:
        pin = read_pin(text, campaign)
        if isinstance(pin, PostDates):
            raise OptionError([Message("why_dates", value=text)])
        return pin
    found = posts_named(text, campaign)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(place.id for place in found)
        raise OptionError([Message("vague_pin", value=text, ids=ids)])
    posts = [place for place in campaign.posts if place.residents]
    near = closest(text, {place.name for place in posts} | {place.id for place in posts})
    meant = Message("pin_meant", name=near) if near else Message("why_list")
    raise OptionError([Message("why_post", value=text, meant=meant)])
