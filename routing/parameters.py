"""Parameters of the solver: numbers that steer how it searches and how it spends its time.

None of them changes what a valid plan is; other values find other plans, or need more time. The
defaults were found by trial on the campaign of Kupang and on random towns, unless a reason is
given. `SolverParameters.from_file` reads a TOML file with a table per part::

    [decoder]
    search_beam = 24

    [annealing]
    cooling = 120

Parameters of the proof are in `routing.proof_parameters`, their table is `[proof]`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from geodata import Message
from geodata.system_reasons import system_reason
from routing.errors import ParametersError
from routing.parameter_fields import at_least, not_negative, share_of_whole, whole_number
from routing.proof_parameters import DEFAULT_PROOF, ProofParameters


@dataclass(frozen=True)
class DecoderParameters:
    """How many labels the decoder keeps (`routing.timetable`)."""

    search_beam: int = whole_number(12)
    """Labels per date while searching: more is slower and seldom better."""

    final_beam: int = whole_number(256)
    """Labels per date for the plan that is written."""


@dataclass(frozen=True)
class InitialParameters:
    """Initial rosters (`routing.search.initial_rosters`) and the model behind them."""

    route_lengths: tuple[float, ...] = field(
        default=(1.05, 1.12, 1.25, 1.5), metadata={"least": 1.0}
    )
    """Lengths of routes that are tried, as multiples of an even share of the work."""

    piece_dates: int = whole_number(5)
    """Dates of the longest piece of a post, where pairs may share; also of legs inside a stop."""

    most_stops: int = whole_number(40)
    """Stops of a model; a region with more is split, since descent grows with their square."""

    model_share: float = share_of_whole(0.2)
    """Share of the time for the routing model."""

    late_rupiah: int = whole_number(10**6)
    """Rupiah charged per minute after the end of a route: more than any leg costs."""

    most_failures: int = whole_number(20_000)
    """Failures after which a model counts as infeasible: where limits are too tight, the search
    would go on in vain until the time limit."""

    grace_seconds: float = not_negative(5.0)
    """Seconds for starting and ending the model's process, beside its search."""

    least_seconds: float = not_negative(1.0)
    """Seconds that the model's process has in any case."""


@dataclass(frozen=True)
class AnnealingParameters:
    """Simulated annealing (`routing.search.annealing`): temperatures are in rupiah."""

    start_share: float = share_of_whole(0.004)
    """Starting temperature as a share of the mean cost of a team."""

    most_start_share: float = share_of_whole(0.2)
    """The same where posts are few: each move there changes a team's cost by a lot."""

    few_posts_factor: float = not_negative(4.0)
    """Over the square of the posts, the share of the starting temperature between the two."""

    cooling: float = at_least(80, 1.0)
    """Starting temperature over the last one."""

    least_start_rupiah: float = at_least(1.0, 1e-9)
    """Lowest starting temperature: costs are whole rupiah."""

    least_end_rupiah: float = at_least(0.5, 1e-9)
    """Lowest last temperature: half the least difference of two costs."""

    resident_rupiah: int = whole_number(40_000)
    """Rupiah that a weighted resident who is lost counts as when a worse roster is accepted."""

    moves_per_timetable: int = whole_number(40)
    """Moves per timetable of the work limit: many moves are known from memory or cannot be made,
    and a search among these alone must end too."""

    cycles: int = whole_number(3)
    """Times that the search cools where posts are few, each time from the best roster so far."""

    cycle_timetables: int = whole_number(100)
    """Timetables below which cooling once more is too quick to find anything."""

    cycle_posts: int = whole_number(12)
    """Posts up to which it cools so often: with more, one slow cooling finds more."""


@dataclass(frozen=True)
class MoveParameters:
    """How often each move is tried (`routing.search.moves`), as shares of all moves."""

    relocate: float = share_of_whole(0.3)
    """Give a kecamatan (or a job) of one team to another."""

    swap: float = share_of_whole(0.25)
    """Exchange kecamatan (or jobs) of two teams; the rest of the moves change one team's order."""

    split: float = share_of_whole(0.25)
    """Of the changes of an order: serve a part of a job elsewhere in it."""

    shift: float = share_of_whole(0.45)
    """Of the changes of an order: move one job elsewhere in it."""

    reverse: float = share_of_whole(0.2)
    """Of the changes of an order: reverse a part of it; the rest join the parts of a post."""

    postpone: float = share_of_whole(0.15)
    """Where not everyone is recorded and parts may be left: leave a part of a post for later."""

    reallocate: float = share_of_whole(0.3)
    """Where the server is short: share it out anew among a few teams."""

    most_reallocated: int = whole_number(4, least=2)
    """Most teams among which the server is shared out anew."""


@dataclass(frozen=True)
class CompleteSearchParameters:
    """How large a campaign may be for the complete search (`routing.exact`).

    Counts, not seconds: the same campaign is searched completely on every machine, or on none.
    The defaults hold the search to about half a minute and a gigabyte.
    """

    most_posts: int = whole_number(6, least=0)
    """Posts of the campaign; 0 turns the complete search off."""

    most_places: int = whole_number(80)
    """Places of the campaign: labels grow with their square."""

    most_combinations: int = whole_number(200_000)
    """Combinations of residents by post."""

    most_kecamatan: int = whole_number(6)
    """Kecamatan where each is one team's: subsets grow with 3 to their number."""

    most_keys: int = whole_number(25_000_000)
    """Combinations of place, set-ups and residents within a date."""

    most_ends: int = whole_number(5_000_000)
    """Combinations of place of the night and residents of a date."""

    most_date_labels: int = whole_number(1_000_000)
    """Labels of a date from one place."""

    labels: int = whole_number(4_000_000)
    """Labels of all dates."""

    steps: int = whole_number(15_000_000_000)
    """Steps of the programmes over dates: outcomes by combinations of residents by states."""

    values: int = whole_number(110_000_000)
    """Numbers kept: dates by states at night by combinations."""

    foreseen_factor: int = whole_number(4)
    """The search ends at once where the first date foretells so many times what is left."""


@dataclass(frozen=True)
class TimeParameters:
    """How time and work are divided among search and proof (`routing.time_budget`)."""

    work_base: int = whole_number(4800, least=0)
    """Timetables of a search without a work limit."""

    work_per_squared_post: float = not_negative(1.2)
    """More of them for each square of the number of posts."""

    rounds: int = whole_number(8, least=0)
    """Rounds of the proof at the default work, or for each minute where no work is given."""

    proven_share: float = share_of_whole(0.3)
    """Share of time and work for local search where the proof that follows finds plans too."""

    search_share: float = share_of_whole(0.8)
    """Share of the time for local search where the proof only proves, in one step."""

    rounds_share: float = share_of_whole(0.4)
    """The same where the proof goes on in rounds."""

    least_search_share: float = share_of_whole(0.5)
    """Share of the time for local search that the first step of the proof leaves it."""

    hasty_share: float = share_of_whole(0.75)
    """The same where the time is too short for the first bound to settle."""

    beside_factor: float = not_negative(2.5)
    """Times the default work of a search beside which the proof goes on."""

    first_bound_seconds: float = not_negative(10.0)
    """Seconds that the joint programme takes with few posts, about."""

    step_seconds: float = not_negative(6e-4)
    """Seconds, times the square of the posts, of the first step of the joint programme, about."""

    step_margin: float = not_negative(1.2)
    """Times that step, for machines that are slower."""

    least_steps: int = whole_number(3)
    """The proof begins where the time is so many times its first step."""

    final_share: float = share_of_whole(0.04)
    """Share of the time that is left for the timetables of the plan that is written."""

    final_seconds: float = not_negative(0.5)
    """Seconds beyond the limit for cheaper legs: a quarter of what a limit may be overrun."""

    timetables_per_second: int = whole_number(100)
    """Of a slow machine: decides from the limits alone whether the search cools by the clock."""

    complete_share: float = share_of_whole(0.5)
    """Share of the time for the complete search of a small campaign."""

    most_in_a_set: int = whole_number(3)
    """Kecamatan of a team, on average, up to which the proof's rounds find plans."""

    reorder_share: float = share_of_whole(0.25)
    """Share of the time after which initial rosters are no longer reordered."""

    short_share: float = share_of_whole(0.8)
    """Share of the time for local search where not everyone can be recorded: then local search
    alone finds plans, and the proof needs the rest."""

    waiting_seconds: float = at_least(0.02, 0.001)
    """Seconds between looks at a thread that is waited for."""


@dataclass(frozen=True)
class SolverParameters:
    """All parameters of a solve, part by part."""

    decoder: DecoderParameters = DecoderParameters()
    initial: InitialParameters = InitialParameters()
    annealing: AnnealingParameters = AnnealingParameters()
    moves: MoveParameters = MoveParameters()
    complete: CompleteSearchParameters = CompleteSearchParameters()
    time: TimeParameters = TimeParameters()
    proof: ProofParameters = DEFAULT_PROOF

    @classmethod
    def from_file(cls, path: Path | str) -> SolverParameters:
        """Read parameters from a TOML file; what the file does not name keeps its default.

        Raises
        ------
        ParametersError
            When the file cannot be read, or names something that is no parameter, or gives a
            value that is none: all faults at once.
        """
        path = Path(path)
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            fault = Message(
                "%(path)s: it cannot be read: %(reason)s", path=path, reason=system_reason(error)
            )
            raise ParametersError([fault]) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            fault = Message("%(path)s: it is no TOML: %(reason)s", path=path, reason=error)
            raise ParametersError([fault]) from error
        faults: list[Message] = []
        parts = {part.name: type(part.default) for part in fields(cls)}
        faults += [
            Message(
                "[%(table)s]: there is no such table; write one of %(names)s",
                table=name,
                names=", ".join(f"[{part}]" for part in parts),
            )
            for name, table in tables.items()
            if name not in parts or not isinstance(table, dict)
        ]
        made = {
            name: _part(kind, tables[name], name, faults)
            for name, kind in parts.items()
            if isinstance(tables.get(name), dict)
        }
        if faults:
            raise ParametersError(
                [Message("%(path)s: %(fault)s", path=path, fault=fault) for fault in faults]
            )
        return cls(**made)


def _part(kind: type, table: dict[str, object], name: str, faults: list[Message]) -> Any:  # noqa: ANN401
    """A part's parameters from its table; faults are added to the list."""
    known = {one.name: one for one in fields(kind)}
    values: dict[str, object] = {}
    for key, value in table.items():
        if key not in known:
            faults.append(
                Message(
                    "[%(table)s] %(key)s: there is no such parameter; write one of %(names)s",
                    table=name,
                    key=key,
                    names=", ".join(known),
                )
            )
            continue
        one = known[key]
        remedy = _remedy(value, one.default, one.metadata)
        if remedy:
            found = {"table": name, "key": key, "value": repr(value), "remedy": remedy}
            faults.append(Message("[%(table)s] %(key)s = %(value)s: %(remedy)s", **found))
        values[key] = tuple(value) if isinstance(value, list) else value
    return kind() if faults else kind(**values)


def _remedy(value: object, default: object, metadata: Any) -> Message | None:  # noqa: ANN401
    """Return what to write instead of a value that cannot be; None if it can."""
    if isinstance(default, tuple):
        if not isinstance(value, list) or not value:
            return Message("write a list of numbers, as in [1.05, 1.5]")
        return next(filter(None, (_remedy(each, 1.0, metadata) for each in value)), None)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Message("write a number")
    if isinstance(default, int) and not isinstance(value, int) and "most" not in metadata:
        return Message("write a whole number")
    least, most = metadata["least"], metadata.get("most")
    if value >= least and (most is None or value <= most):
        return None
    key = "write %(least)s or more" if most is None else "write %(least)s to %(most)s"
    return Message(key, least=least, most=most)
