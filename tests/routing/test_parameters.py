"""Parameters of the solver: defaults, files of parameters, and that a solve follows them."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from routing import parameters, proof_parameters
from routing.certificate import COUNTING
from routing.errors import ParametersError
from routing.limits import Limits
from routing.parameters import (
    AnnealingParameters,
    CompleteSearchParameters,
    DecoderParameters,
    SolverParameters,
)
from routing.proof_parameters import ProofParameters
from routing.solver import solve
from routing.time_budget import default_work
from tests.routing.towns import BASE, both_ways, campaign, place, travel


def written(folder: Path, text: str) -> Path:
    path = folder / "parameters.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "[decoder]\nsearch_beam = 24\n[annealing]\ncooling = 120\n[initial]\nroute_lengths = [2]\n"
        "[proof]\nraises = 5\nshares = [0.5, 2.0]\n",
    )
    found = SolverParameters.from_file(path)
    assert found.decoder == DecoderParameters(search_beam=24)
    assert found.annealing == AnnealingParameters(cooling=120)
    assert found.initial.route_lengths == (2,)
    assert found.proof == ProofParameters(raises=5, shares=(0.5, 2.0))
    assert found.time == SolverParameters().time


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert SolverParameters.from_file(written(tmp_path, "")) == SolverParameters()


def test_all_faults_come_at_once_with_value_and_remedy(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "beam = 3\n[speed]\nx = 1\n[decoder]\nsearch_beams = 24\nfinal_beam = 2.5\n"
        "search_beam = 0\n[moves]\nswap = 1.5\nsplit = true\n[initial]\nroute_lengths = []\n"
        '[time]\nrounds = "8"\nfinal_seconds = nan\n',
    )
    with pytest.raises(ParametersError) as caught:
        SolverParameters.from_file(path)
    expected = [
        ("[beam]", "write one of [decoder], [initial]"),
        ("[speed]", "write one of [decoder], [initial]"),
        ("[decoder] search_beams", "write one of search_beam, final_beam"),
        ("[decoder] final_beam = 2.5", "write a whole number"),
        ("[decoder] search_beam = 0", "write 1 or more"),
        ("[moves] swap = 1.5", "write 0 to 1"),
        ("[moves] split = True", "write a number"),
        ("[initial] route_lengths = []", "write a list of numbers"),
        ("[time] rounds = '8'", "write a number"),
        ("[time] final_seconds = nan", "write 0 or more"),
    ]
    faults = caught.value.text("en").splitlines()
    assert "tulis 1 atau lebih" in caught.value.text("id")
    assert len(faults) == len(expected)
    for where, remedy in expected:
        fault = next(fault for fault in faults if where in fault)
        assert remedy in fault
        assert str(path) in fault


@pytest.mark.parametrize(("name", "text"), [("none.toml", None), ("parameters.toml", "[decoder")])
def test_a_file_that_cannot_be_read_is_a_fault(name: str, text: str | None, tmp_path: Path) -> None:
    if text is not None:
        written(tmp_path, text)
    with pytest.raises(ParametersError, match=name):
        SolverParameters.from_file(tmp_path / name)


def test_the_default_work_is_4800_and_six_fifths_of_the_square_of_the_posts() -> None:
    for posts in (1, 2, 5, 24, 177, 1000):
        places = (place(BASE), *(place(f"p{number}", 1) for number in range(posts)))
        made = campaign(places, travel({}))
        assert default_work(made) == 4800 + 6 * posts**2 // 5


def test_a_solve_follows_its_parameters() -> None:
    """A campaign of two posts is searched completely, unless the parameters forbid it."""
    table = travel(both_ways({(BASE, "a"): (30, 9000), (BASE, "b"): (20, 7000)}))
    made = campaign((place(BASE), place("a", 5), place("b", 7)), table)
    limits = Limits(seconds=20.0, work=20)
    usual = solve(made, table, limits)
    assert usual.plan.certificate.method == "complete search of every plan"
    forbidden = SolverParameters(complete=CompleteSearchParameters(most_posts=0))
    other = solve(made, table, limits, parameters=forbidden)
    assert other.plan.certificate.method != usual.plan.certificate.method
    assert other.timetables > usual.timetables


def test_the_proof_follows_its_parameters() -> None:
    """Where nothing may be priced, counting alone proves: it does not know the 200 km to a post."""
    table = travel(both_ways({(BASE, "a"): (30, 200_000)}))
    made = campaign((place(BASE), place("a", 5)), table, 3)
    limits = Limits(seconds=20.0, work=20)
    search = CompleteSearchParameters(most_posts=0)
    usual = solve(made, table, limits, parameters=SolverParameters(complete=search))
    counted = SolverParameters(complete=search, proof=ProofParameters(most_posts=0, few_posts=0))
    other = solve(made, table, limits, parameters=counted)
    assert usual.plan.certificate.method != COUNTING
    assert other.plan.certificate.method == COUNTING
    assert other.plan.certificate.total_bound < usual.plan.certificate.total_bound


def test_every_parameter_says_what_it_is() -> None:
    """A sentence stands below each field."""
    silent, seen = [], 0
    for module in (parameters, proof_parameters):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for part in (node for node in tree.body if isinstance(node, ast.ClassDef)):
            if part.name == "SolverParameters":
                continue
            for node, after in zip(part.body, [*part.body[1:], None], strict=True):
                if isinstance(node, ast.AnnAssign):
                    seen += 1
                    text = after.value if isinstance(after, ast.Expr) else None
                    if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                        silent.append(f"{part.name}.{ast.unparse(node.target)}")
    assert silent == []
    assert seen == sum(len(fields(part.default)) for part in fields(SolverParameters))
