"""The certificate of a plan in words for readers without mathematics.

Gaps are rounded up, so that no sentence claims more than was proven: a plan that costs g % more
than the bound cannot be beaten by more than g % of its own total.
"""

from __future__ import annotations

from dataclasses import dataclass

from maps.language import Words
from routing.plan import Certificate, Plan


@dataclass(frozen=True, slots=True)
class Verdict:
    """The certificate at a glance and in sentences.

    Parameters
    ----------
    figure
        What stands large at the top: `0%`, `≤ 2.3%` or a dash.
    caption
        What the figure says, without it.
    sentences
        Everything that is proven, what matters most first.
    optimal
        No plan is better: both gaps are computed and 0.
    """

    figure: str
    caption: str
    sentences: tuple[str, ...]
    optimal: bool


def verdict(plan: Plan, lang: Words) -> Verdict:
    """Return what a plan's certificate says."""
    certificate = plan.certificate
    everyone = plan.summary.residents_recorded == plan.summary.residents_to_record
    residents = _residents(plan, everyone, lang)
    cost = _cost(plan, lang)
    optimal = certificate.residents_gap_percent == 0 and certificate.gap_percent == 0
    # Where someone is left, what counts first is how many more could be reached.
    sentences: tuple[str, ...] = (cost, residents) if everyone else (residents, cost)
    if optimal:
        sentences = (lang.gettext("Proven: no plan is better than this one."), *sentences)
    if certificate.gap_percent is not None:
        sentences += (
            lang.gettext(
                "“Cheaper” counts the whole total of %(total)s: the money spent and the price "
                "that the planner sets on waiting.",
                total=lang.thousands(plan.summary.total_rupiah),
            ),
        )
    figure, caption = _glance(certificate, everyone, optimal, lang)
    return Verdict(figure, caption, sentences, optimal)


def _residents(plan: Plan, everyone: bool, lang: Words) -> str:
    gap = plan.certificate.residents_gap_percent
    if everyone:
        return lang.gettext("Everyone on the list is recorded: no plan can record more.")
    if gap is None:
        return lang.gettext("How many more residents a plan could record was not computed.")
    if gap == 0:
        return lang.gettext("Proven: no plan that keeps the rules records more residents.")
    weighted = plan.summary.weighted_recorded != plan.summary.residents_recorded
    return (
        lang.gettext(
            "No plan that keeps the rules can record more than %(gap)s more residents, each "
            "counted with the weight of the post.",
            gap=_at_most(gap, lang),
        )
        if weighted
        else lang.gettext(
            "No plan that keeps the rules can record more than %(gap)s more residents.",
            gap=_at_most(gap, lang),
        )
    )


def _cost(plan: Plan, lang: Words) -> str:
    certificate = plan.certificate
    gap, bound = certificate.gap_percent, certificate.total_bound
    if gap == 0:
        return lang.gettext("Proven: no plan that records as many residents is cheaper.")
    if gap is None and bound is None:
        return lang.gettext("How much cheaper a plan could be was not computed.")
    if gap is None:
        return lang.gettext(
            "A plan that records as many residents costs at least %(bound)s.",
            bound=lang.thousands(bound or 0, "least"),
        )
    sentence = lang.gettext(
        "No plan that records as many residents can be more than %(gap)s cheaper.",
        gap=_at_most(gap, lang),
    )
    if bound is None:
        return sentence
    saved = lang.gettext(
        "That is %(rupiah)s at the very most.",
        rupiah=lang.thousands(plan.summary.total_rupiah - bound, "most"),
    )
    return f"{sentence} {saved}"


def _glance(
    certificate: Certificate, everyone: bool, optimal: bool, lang: Words
) -> tuple[str, str]:
    residents, gap = certificate.residents_gap_percent, certificate.gap_percent
    if optimal:
        return lang.percent(0), lang.gettext("proven: no plan is better")
    if not everyone and residents is not None and residents > 0:
        return (
            f"≤ {_at_most(residents, lang)}",
            lang.gettext("is the most that any plan can record beyond this one"),
        )
    if gap is None:
        return "–", lang.gettext("how far from the best plan: not computed")
    if gap == 0:
        return lang.percent(0), lang.gettext("proven: no plan that records as many is cheaper")
    return (
        f"≤ {_at_most(gap, lang)}",
        lang.gettext("is the most by which any plan can be cheaper: proven"),
    )


def _at_most(gap: float, lang: Words) -> str:
    """Percent with one decimal, never less than the gap."""
    tenths = -int(-gap * 10 // 1)
    return lang.percent(tenths / 10, 1)
