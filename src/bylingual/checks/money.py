"""Amounts of money whose currency is another one, or gone."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.money import Amount, amounts, currency_words, mentioned
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "money"
LEVELS = {
    Severity.ERROR: "the same amount stands in another currency",
    Severity.WARNING: "the currency of an amount is gone",
}
WHY = "Five million pounds are not five million euros, and nothing in the sentence tells."
REMEDY = "Keep the source's currency, or convert the amount as well. `$` is any dollar or peso."


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    if not (currency_words(context.source) and currency_words(context.target)):
        return
    source, target = prose(unit.source), prose(unit.target)
    wanted = [a for a in amounts(source, context.source) if a.sure]
    if not wanted:
        return
    found, said = amounts(target, context.target), mentioned(target, context.target)
    for amount in wanted:
        same = [a for a in found if _same_number(a, amount)]
        if any(a.currencies & amount.currencies for a in same) or amount.currencies & said:
            continue
        if same:
            yield Issue(Severity.ERROR, f"{amount.text} became {same[0].text}: correct the currency")
        else:
            yield Issue(Severity.WARNING, f"the currency of {amount.text} is missing: put it in")
        return


def _same_number(a: Amount, b: Amount) -> bool:
    return a.number.value == b.number.value or a.number.value in b.number.others or b.number.value in a.number.others
