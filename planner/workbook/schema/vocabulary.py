"""Words of the workbook in both languages, and the vocabularies of its cells."""

from __future__ import annotations

from collections.abc import Mapping

from geodata import LANGUAGES, Message


def both(text: str) -> Message:
    """Return a text that is the same in every language."""
    return Message("%(text)s", text=text)


def spellings(message: Message) -> tuple[str, ...]:
    """Return a message in every language."""
    return tuple(message.text(language) for language in LANGUAGES)


Vocabulary = Mapping[str, Message]
"""What a cell may say, by the contract's word for it; both languages are read."""

YES_NO: Vocabulary = {"yes": Message("yes"), "no": Message("no")}
VEHICLES: Vocabulary = {
    "car": Message("car"),
    "motorcycle": Message("motorcycle"),
    "truck": Message("truck"),
}
MODES: Vocabulary = {"ferry": Message("ferry"), "motor boat": Message("cell.motor_boat")}
CONNECTIVITY: Vocabulary = {
    "online": Message("online"),
    "offline": Message("offline"),
}
DAY_KINDS: Vocabulary = {
    "rest": Message("rest day"),
    "work": Message("working day"),
    "outage": Message("server outage"),
    "capacity": Message("server capacity"),
}
PIN_KINDS: Vocabulary = {
    "team": Message("only this pair"),
    "not_team": Message("never this pair"),
    "dates": Message("only on these dates"),
}
INCIDENT_KINDS: Vocabulary = {
    "kit": Message("kit"),
    "operator": both("operator"),
    "vehicle": Message("vehicle"),
    "road": Message("road"),
    "crossing": Message("cell.crossing"),
    "server": both("server"),
    "post_closed": Message("post closed"),
    "residents": Message("unit.residents"),
    "rate": Message("rate"),
}
EVERY_ONE = Message("all")
GO_TO: Vocabulary = {
    "nearest": Message("nearest post"),
    "kecamatan": Message("post of own kecamatan"),
}
WEEKDAYS = (
    Message("Monday"),
    Message("Tuesday"),
    Message("Wednesday"),
    Message("Thursday"),
    Message("Friday"),
    Message("Saturday"),
    Message("Sunday"),
)
EVERY_DAY = Message("every day")
CLOSED = Message("closed")
NONE = Message("none")
EVERY_VEHICLE = Message("all")
