"""The tables of a dataset: their files, columns and types.

The build step writes these schemas into ``datapackage.json`` (Frictionless Table Schema), and
`geodata.load_dataset` reads the files by them, so that both agree on every column.
"""

from __future__ import annotations

from geodata.dataset.schema_parts import (
    FieldSchema,
    Layer,
    TableSchema,
    maybe_field as _maybe,
    number_field as _number,
    own_field as _own,
    text_field as _text,
    whole_field as _whole,
)

__all__ = ["ASSUMED_BASE", "LAYERS", "TABLES", "FieldSchema", "Layer", "TableSchema"]

ASSUMED_BASE = "ASSUMED: no base was named"
"""How the basis of a base in towns.csv begins that nobody named."""

_LON = _number("lon", "longitude, degrees, WGS 84")
_LAT = _number("lat", "latitude, degrees, WGS 84")
_ACCESS = _own("access", "string", "air = by air only, no road and no boat leads there")
_SOURCE = _text("source", "where the row's figures come from")

_PLACES = (
    TableSchema(
        "villages",
        "Villages (desa and kelurahan); their outlines are in outlines.geojson",
        (
            _text("code", "BPS code of the village, ten digits"),
            _text("name", "name as in the outlines"),
            _text("kecamatan_code", "BPS code of the kecamatan, seven digits"),
            _text("kecamatan", "name of the kecamatan"),
            _text("status", "desa or kelurahan"),
            _whole("population_2010", "residents, census 2010"),
            _whole("polling_stations_2024", "polling stations, election 2024"),
            _LON,
            _LAT,
            _own("to_record", "integer", "residents still to record"),
            _own("lodging_rupiah", "integer", "lodging, rupiah per person and night"),
            _ACCESS,
        ),
        ("code",),
        sorted_by_key=True,
    ),
    TableSchema(
        "kecamatan",
        "Kecamatan and the point that stands for their post",
        (
            _text("code", "BPS code, seven digits"),
            _text("name", "name"),
            _text("capital", "village code, or town id, of the post"),
            _text("capital_name", "name of that village or town"),
            _number("post_lon", "longitude of the post, degrees, WGS 84"),
            _number("post_lat", "latitude of the post, degrees, WGS 84"),
            _text("post_basis", "how the post's point was found"),
            _text("post_doubt", "what is unsure about it", required=False),
            _text("source", "who names the capital"),
        ),
        ("code",),
        sorted_by_key=True,
    ),
    TableSchema(
        "towns",
        "Junctions, ports and the base",
        (
            _text("id", "id of the town"),
            _text("name", "name"),
            _LON,
            _LAT,
            _text("basis", "where the point comes from, or that it is assumed"),
            _ACCESS,
        ),
        ("id",),
    ),
)

_ROADS = (
    TableSchema(
        "sections",
        "Road sections with official lengths",
        (
            _text("id", "id of the section"),
            _text("name", "name"),
            _text("path", "villages (codes) and towns (ids) on the way, in order, by spaces"),
            _number("length_km", "official length, km; empty = to be estimated", required=False),
            _text("class", "road class"),
            _text("surface", "surface"),
            _text("wet_season", "open, or fords = unbridged streams"),
            _SOURCE,
        ),
        ("id",),
    ),
    TableSchema(
        "crossings",
        "Ferry and boat crossings, a row per direction; more departures may be rows of their own",
        (
            _text("id", "id of the crossing"),
            _text("from", "town where it leaves"),
            _text("to", "town where it arrives"),
            _text("mode", "ferry or motor boat"),
            _text("vehicles", "vehicles that it takes, by semicolons"),
            _text("weekdays", "days on which it runs, 0 = Monday, by semicolons"),
            _text("departures", "HH:MM by semicolons; empty = on demand", required=False),
            _text("open", "first start when on demand, HH:MM", required=False),
            _text("close", "last start when on demand, HH:MM", required=False),
            _maybe("from_day", "string", "first day of its season, MM-DD; empty = all year"),
            _maybe("until_day", "string", "last day of its season, MM-DD; empty = all year"),
            _maybe(
                "cancelled_dates",
                "string",
                "dates YYYY-MM-DD, and spans of them FROM..UNTIL, by semicolons",
            ),
            _whole("loading_minutes", "minutes at the port before leaving"),
            _whole("crossing_minutes", "minutes of the crossing"),
            _whole("fare_rupiah", "rupiah for the team and its vehicle"),
            _text("basis", "where the figures come from and which are assumed"),
        ),
        ("id",),
    ),
    TableSchema(
        "closures",
        "Dated road closures",
        (
            _text("section", "id of the closed section"),
            FieldSchema("from_date", "date", "first closed date"),
            FieldSchema(
                "until_date", "date", "last closed date; empty = still closed", required=False
            ),
            _text("stops", "vehicles that cannot pass, by semicolons"),
            _text("note", "what happened", required=False),
            _SOURCE,
        ),
    ),
    TableSchema(
        "speeds",
        "Speeds by road class, surface and vehicle",
        (
            _text("class", "road class"),
            _text("surface", "surface"),
            _text("vehicle", "vehicle"),
            _number("kmh", "speed, km/h"),
            _number("wet_factor", "factor on the speed in the wet season"),
            _number("wet_ford_factor", "the same where there are fords"),
            _maybe("dry_ford_factor", "number", "the same in the dry season", "1"),
            _maybe("fords", "string", "seasons in which fords are passed: all, dry, none", "all"),
            _maybe("router_kmh", "number", "speed of open routers, see router_speeds, km/h"),
            _SOURCE,
            FieldSchema("assumption", "boolean", "yes = no sourced fact"),
        ),
        ("class", "surface", "vehicle"),
    ),
    TableSchema(
        "router_speeds",
        "Speeds that open routers use by road class and surface",
        (
            _SOURCE,
            _text("kind", "what the key is: highway, surface cap, surface factor, ..."),
            _text("key", "the tag's value, or several by commas"),
            _text("value", "the figure, or a rule in words"),
            _text("unit", "unit of the value"),
        ),
        may_lack=True,
    ),
    TableSchema(
        "seasons",
        "Seasons of the year; together they cover it once",
        (
            _text("id", "id of the season"),
            _text("from_day", "first day, MM-DD"),
            _text("until_day", "last day, MM-DD"),
            FieldSchema("wet", "boolean", "yes = the wet factors of the speeds hold"),
            _SOURCE,
            _text("doubt", "what is unsure about it", required=False),
        ),
        ("id",),
    ),
    TableSchema(
        "rest_days",
        "Public holidays and joint leave (weekly rest days apart)",
        (
            FieldSchema("date", "date", "the day"),
            _text("name", "name in the country's language"),
            _text("name_en", "name in English"),
            _text("category", "public = holiday, government = joint leave"),
            _SOURCE,
        ),
        ("date", "category"),
        sorted_by_key=True,
    ),
)

_FACTS = (
    TableSchema(
        "calibration_trips",
        "Observed trips to compare the travel table with; add your own as rows",
        (
            _text("fact", "id in travel_facts, or an id of your own"),
            _text("origin", "village or town: its name, or its code or id"),
            _maybe("origin_name", "string", "name as in the source"),
            _text("destination", "as origin"),
            _maybe("destination_name", "string", "name as in the source"),
            _number("km", "observed km", required=False),
            _number("hours", "observed hours", required=False),
            _text("season", "id of the season"),
            _text("vehicle", "vehicle as in the source"),
            _text("note", "circumstances", required=False),
            _maybe("closed", "string", "sections that were closed on the trip, by semicolons"),
            _maybe("use", "string", "fit, or show = compared but not fitted to", "fit"),
            _SOURCE,
        ),
        ("fact",),
    ),
    TableSchema(
        "travel_facts",
        "Observed distances, times, crossings, seasons and closures",
        (
            _text("id", "id of the fact"),
            _text("topic", "topic"),
            _text("from", "where it starts or holds", required=False),
            _text("to", "where it ends", required=False),
            _text("value", "value as printed"),
            _text("unit", "unit of the value"),
            _text("statement", "what the source says"),
            _SOURCE,
            _text("published", "when it was published"),
            _text("confidence", "A official or first-hand press, B other press, C secondary"),
            _maybe("length_of", "string", "section whose length rests on the fact"),
        ),
        ("id",),
    ),
    TableSchema(
        "operations_facts",
        "Throughput, crews, hours, costs",
        (
            _text("id", "id of the fact"),
            _text("topic", "topic"),
            _text("value", "value as printed"),
            _text("unit", "unit of the value"),
            _text("statement", "what the source says"),
            _SOURCE,
            _text("published", "when it was published"),
            _text("confidence", "A official or first-hand press, B other press, C secondary"),
        ),
        ("id",),
    ),
    TableSchema(
        "kecamatan_facts",
        "Figures about kecamatan, one per row",
        (
            _text("kecamatan_code", "BPS code of the kecamatan"),
            _text("figure", "what is told"),
            _number("value", "the figure"),
            _text("unit", "its unit"),
            _SOURCE,
        ),
        ("kecamatan_code", "figure"),
        sorted_by_key=True,
    ),
    TableSchema(
        "regency_facts",
        "Regency totals as the sources print them, with their contradictions",
        (
            _text("topic", "topic"),
            _text("figure", "what is told"),
            _text("value", "value as printed"),
            _text("note", "remark on it", required=False),
            _SOURCE,
        ),
        ("topic", "figure"),
    ),
    TableSchema(
        "assumptions",
        "What is no sourced fact, and why it is taken all the same",
        (
            _text("field", "what is assumed"),
            _text("value", "the value taken"),
            _text("reason", "why"),
        ),
        ("field",),
    ),
    TableSchema(
        "sources",
        "Where the figures of each resource come from",
        (
            _text("resource", "resource of this package"),
            _text("figure", "which of its figures"),
            _SOURCE,
            _text("licence", "licence as stated there"),
        ),
    ),
)

TABLES: dict[str, TableSchema] = {table.name: table for table in (*_PLACES, *_ROADS, *_FACTS)}
LAYERS: dict[str, Layer] = {
    layer.name: layer
    for layer in (
        Layer("outlines", "Outlines of the villages", ("code",)),
        Layer("neighbours", "Outlines of the areas around, for maps", ("code", "name")),
    )
}
