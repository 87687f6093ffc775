"""Answers in words: at most sixty for what matters, then a line for each pair."""

from __future__ import annotations

from collections.abc import Callable

from geodata import Language, Message, say
from maps.language import Words, language as reader
from planner.why.causes import RuleSets
from planner.why.lifted_rules import NamedRule
from planner.why.pair_answer import PairAnswer
from planner.why.pair_facts import PairFact
from planner.why.post_answer import FoundRemedy, PostAnswer
from planner.why.remedies import Remedy
from routing.campaign import Campaign

_MOST_LOST = 2
"""Posts that a line names among those that lose residents."""


def post_summary(answer: PostAnswer, campaign: Campaign, language: Language) -> tuple[str, ...]:
    """Return why a post is left and what would serve it: at most sixty words."""
    words = reader(language)
    name = campaign.place_by_id[answer.post].name
    if not answer.left:
        return (say("why_served", language, post=name),)
    lines = [say("why_left", language, post=name, count=answer.left)]
    lines.append(_cause(answer.causes, language))
    if answer.remedies:
        lines.append(_remedy_line(answer.remedies[0], campaign, words, language))
    elif not answer.causes.without_rules:
        lines.append(say("why_no_remedy", language))
    return tuple(line for line in lines if line)


def post_details(answer: PostAnswer, campaign: Campaign, language: Language) -> tuple[str, ...]:
    """Return what else would do, and what each pair could do now."""
    words = reader(language)
    lines = [
        say(
            "why_also", language, change=remedy_words(found.remedy, campaign).text(language),
            rupiah=words.thousands(found.rupiah), code=found.remedy.code,
        )
        for found in answer.remedies[1:]
    ]  # fmt: skip
    if answer.unchecked:
        lines.append(say("why_unchecked", language, count=answer.unchecked))
    return (*lines, *(_fact_line(fact, campaign, words, language) for fact in answer.facts))


def pair_summary(answer: PairAnswer, campaign: Campaign, language: Language) -> tuple[str, ...]:
    """Return what comes of a kecamatan with another pair: at most sixty words."""
    words = reader(language)
    subject = {"kecamatan": answer.kecamatan, "team": answer.team}
    owners = words.listing(answer.owners) or say("why_nobody", language)
    if answer.is_so:
        key = "why_has" if answer.wanted else "why_has_not"
        return (say(key, language, **subject, owners=owners),)
    key = "why_if_it_had" if answer.wanted else "why_if_it_had_not"
    lines = [
        say(
            key, language, **subject, owners=owners,
            residents=_difference(answer.residents, words.number),
            rupiah=_difference(answer.rupiah, words.thousands),
        )
    ]  # fmt: skip
    if answer.lost:
        lines.append(say("why_lost", language, posts=_lost(answer.lost, campaign, words, language)))
    if answer.broken_promises:
        lines.append(say("why_promises", language, count=answer.broken_promises))
    if answer.pinned:
        lines.append(say("why_pinned", language))
    elif answer.rule is not None:
        lines.append(say("why_rule", language, rule=say(f"rule.{answer.rule.id}", language)))
    return tuple(lines)


def remedy_words(remedy: Remedy, campaign: Campaign) -> Message:
    """Return what a remedy changes."""
    subject = remedy.subject
    if subject in campaign.place_by_id:
        subject = campaign.place_by_id[subject].name
    return Message(f"change.{remedy.kind}", subject=subject, amount=remedy.amount)


def _cause(causes: RuleSets, language: Language) -> str:
    if causes.without_rules:
        return say("why_without_rules", language)
    if causes.unhelpful:
        return say("why_unhelpful", language)
    sets = [_together(rules, language) for rules in causes.sets]
    key = "why_cause" if all(len(rules) == 1 for rules in causes.sets) else "why_causes"
    return say(key, language, rules="; ".join(sets)) if sets else ""


def _together(rules: tuple[NamedRule, ...], language: Language) -> str:
    return " + ".join(say(f"rule.{rule.id}", language) for rule in rules)


def _remedy_line(found: FoundRemedy, campaign: Campaign, words: Words, language: Language) -> str:
    key = "why_smallest" if found.smallest else "why_smallest_found"
    return say(
        key, language, change=remedy_words(found.remedy, campaign).text(language),
        residents=words.number(found.residents), rupiah=words.thousands(found.rupiah),
        code=found.remedy.code,
    )  # fmt: skip


def _fact_line(fact: PairFact, campaign: Campaign, words: Words, language: Language) -> str:
    if not fact.here:
        key = "why_pair_rule" if fact.rule is not None else "why_pair_never"
        rule = "" if fact.rule is None else say(f"rule.{fact.rule.id}", language)
        contract = "" if fact.rule is None else fact.rule.contract
        return say(key, language, team=fact.team, rule=rule, contract=contract)
    told = {
        "team": fact.team,
        "here": words.number(fact.here),
        "rupiah": _difference(fact.rupiah, words.thousands),
    }
    if fact.lost:
        lost = _lost(fact.lost, campaign, words, language)
        return say("why_pair_loses", language, **told, posts=lost)
    return say("why_pair_could", language, **told)


def _lost(
    lost: tuple[tuple[str, int], ...], campaign: Campaign, words: Words, language: Language
) -> str:
    """Return the posts that lose most, and how many there are besides."""
    most = sorted(lost, key=lambda each: (-each[1], each[0]))
    places = campaign.place_by_id
    named = [f"{places[post].name} ({words.number(n)})" for post, n in most[:_MOST_LOST]]
    rest = len(most) - len(named)
    more = [say("why_and_more", language, count=rest)] if rest else []
    return ", ".join([*named, *more])


def _difference(value: int, text: Callable[[int], str]) -> str:
    return ("+" if value >= 0 else "−") + text(abs(value))
