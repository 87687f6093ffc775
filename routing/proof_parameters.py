"""Parameters of the proof: bounds, sets of kecamatan, and the plans that come of them.

Bounds hold whatever these numbers are; they say how tight bounds become and how long that takes.
Constants that are no parameters stay where they are used: those that compiled code reads, those
that stand for "none" or "any number", and the limit of 60 kecamatan that bit masks set.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from routing.parameter_fields import at_least, not_negative, share_of_whole, whole_number


@dataclass(frozen=True)
class ProofParameters:
    """Numbers that steer the proof (`routing.certifier` and what it calls)."""

    # Which phases a campaign has (`routing.proof_scope`).

    most_posts: int = whole_number(300, least=0)
    """Posts beyond which only counting proves anything: pricing grows with their square."""

    few_posts: int = whole_number(60, least=0)
    """Posts up to which subproblems of single pairs are solved thoroughly and make plans."""

    raises: int = whole_number(30, least=0)
    """How often the partition's bound is raised in a round."""

    slack_rupiah: float = not_negative(1e-6)
    """Rupiah taken off a bound before it is rounded up to a whole one: more than sums of floating
    point numbers are wrong by."""

    # The joint programme (`routing.partition.joint_bounds`).

    single_posts: int = whole_number(60, least=0)
    """Posts up to which each is priced by itself; of more, neighbours are taken together."""

    posts_of_a_group: int = whole_number(4)
    """Posts of a kecamatan that are taken together, on average."""

    joint_tolerance: float = not_negative(1e-3)
    """Share of the total by which the bound may stay below the joint programme's optimum."""

    joint_iterations: int = whole_number(150)
    """Most iterations of the joint programme for the total."""

    residents_tolerance: float = not_negative(1e-5)
    """The same share for the bound of residents: one of 20,000 shows."""

    residents_iterations: int = whole_number(80)
    """Most iterations of the joint programme for the residents."""

    most_layers: int = whole_number(14, least=0)
    """Longest count of nights out in a row that pricing keeps apart; a larger limit is dropped,
    which only lowers the bound: tables grow with it."""

    # Column generation (`routing.bounds.column_generation`, `routing.bounds.restricted_master`).

    smoothing: float = share_of_whole(0.6)
    """Weight of the best duals so far in the next ones."""

    most_smoothing: float = share_of_whole(0.95)
    """Weight towards which that goes while duals are no better."""

    smoothing_loss: float = share_of_whole(0.1)
    """What the weight loses while duals get better."""

    smoothing_gain: float = share_of_whole(0.3)
    """Share of the way to `most_smoothing` that it gains while they do not."""

    least_smoothing: float = share_of_whole(0.1)
    """Weight below which it becomes 0 at once, where pricing finds no column."""

    loosened: int = whole_number(5)
    """Iterations after which slack in use is made dearer."""

    loosened_factor: float = at_least(3.0, 1.01)
    """By how many times it is made dearer."""

    slack_per_resident: float = not_negative(4000.0)
    """Rupiah, above twice the first dual, of slack that stands for a resident at first: duals stay
    near the first ones, which are a good guess."""

    slack_per_visit: float = not_negative(1e5)
    """The same for an entry or a visit."""

    artificial_rupiah: float = at_least(2e7, 1.0)
    """Rupiah of slack that no solution should use: far above any true dual."""

    seconds_per_leg: float = not_negative(1.2e-6)
    """Seconds of pricing for each leg between two posts on a date, about: until one iteration has
    been timed they say whether the next fits into the time."""

    long_seconds: float = not_negative(0.25)
    """Seconds of a pricing from which on it asks between dates whether the time is over: asking
    makes short ones slower."""

    # Programmes of single pairs (`routing.partition.set_subproblems` and what it calls).

    set_tolerance: float = not_negative(1e-3)
    """Share by which the bound of a set may stay below its programme's optimum."""

    set_iterations: int = whole_number(60)
    """Most iterations of a set's programme."""

    beam: int = whole_number(24)
    """Labels per date of the search for a course."""

    hasty_tolerance: float = not_negative(2e-3)
    """`set_tolerance` where there are more than `few_posts`: each programme takes longer."""

    hasty_iterations: int = whole_number(40)
    """`set_iterations` where there are more than `few_posts`."""

    hasty_beam: int = whole_number(12)
    """`beam` where there are more than `few_posts`."""

    paired_posts: int = whole_number(8, least=0)
    """Posts of a set up to which two kecamatan together are an area with a cut of its own; larger
    unions gain nothing."""

    near_posts: int = whole_number(8)
    """Posts that a course may go on to from a post: the nearest."""

    cutoff_factor: float = at_least(1.25, 1.0)
    """A course is given up where it costs so many times its bound,"""

    cutoff_days: float = not_negative(3.0)
    """and so many duty days more: courses over few posts are dear beside their bound."""

    rounded_iterations: int = whole_number(12)
    """Iterations of the branch that rounds a fractional number of duty days up, for courses."""

    whole_tolerance: float = share_of_whole(1e-3)
    """A figure this close to a whole number counts as one."""

    branch_share: float = share_of_whole(0.25)
    """Iterations of a branch, as a share of those of its set: it begins near its optimum."""

    least_branch_iterations: int = whole_number(10)
    """Iterations that a branch has in any case."""

    # Sets of kecamatan (`routing.partition.bound_refinement` and what it calls).

    shares: tuple[float, ...] = field(default=(4 / 3, 3 / 4, 2.0, 3 / 5), metadata={"least": 0.01})
    """Numbers of pairs, as shares of the true one, at which affine bounds are made too; the first
    alone where there are more than `few_posts`."""

    affine_tolerance: float = not_negative(2e-3)
    """Share by which these joint programmes may stay below their optimum."""

    affine_iterations: int = whole_number(25)
    """Most iterations of each of them."""

    priced_rupiah: float = at_least(1.0, 1e-6)
    """Rupiah by which a set must be too cheap to join the partition."""

    growth: int = whole_number(400)
    """Sets added to the partition at a time."""

    most_found: int = whole_number(20_000)
    """Sets that one pricing of a class may return: more than are ever added."""

    margin: float = not_negative(1e-2)
    """Share by which a set's bound is raised above what keeps the set in the solution, so that it
    does not come back at once."""

    most_splits: int = whole_number(40, least=0)
    """Leaves of a set that are split at most: the bound of a set rises ever more slowly."""

    first_splits: int = whole_number(4)
    """Leaves of a set that are split when its own programme no longer raises its bound."""

    warm_trips: int = whole_number(60, least=0)
    """Trips over the same posts with which a programme begins: the latest."""

    # Plans from courses of sets (`routing.partition.plan_improvement` and what it calls).

    finds: int = whole_number(3, least=0)
    """How often sets next to the best selection are searched in a round, at most."""

    kicks: int = whole_number(3, least=0)
    """Other selections whose neighbours are searched where those of the best gain nothing."""

    bounded_moves: int = whole_number(24)
    """Moves whose sets get bounds of their own at a time."""

    searched_moves: int = whole_number(6)
    """Moves whose sets are searched at a time: a search takes much longer than a bound."""

    dearer: float = at_least(1.03, 1.0)
    """Most by which chance multiplies what a course costs, for other selections."""

    estimated_sets: int = whole_number(600, least=0)
    """Sets without a course that a selection by estimates looks at."""

    low_quantile: float = share_of_whole(0.25)
    """Quantile of the ratios of known courses to bounds that stands for those of unknown ones: a
    low estimate, so that sets that may be good are searched."""

    unknown_ratio: float = at_least(1.02, 1.0)
    """What stands for that ratio where no course is known."""

    selection_seconds: float = not_negative(0.2)
    """Seconds that a selection has in any case."""

    selection_nodes: int = whole_number(2000)
    """Nodes of branch and bound of a selection: few of them need any."""

    selection_gap: float = not_negative(1e-5)
    """Share of the total by which a selection may be dearer than the best."""


DEFAULT_PROOF = ProofParameters()
"""The default of every function that takes parameters of the proof."""
