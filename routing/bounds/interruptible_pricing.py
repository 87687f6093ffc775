"""Pricing that asks between dates whether the time is over, for problems of many posts.

One kernel that prices every date is quicker where that takes moments; where it takes seconds it
would overrun the time limit.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from routing.bounds.pricing import DualPrices, PricingInstance, new_tables, price_date
from routing.bounds.relaxed_legs import F64
from routing.instance import Flags


def price_by_dates(
    pricing: PricingInstance, prices: DualPrices, bound: Flags, stopped: Callable[[], bool]
) -> F64 | None:
    """Return what `routing.bounds.pricing.price` returns; None once stopped."""
    dates, nights = len(pricing.kind), len(pricing.lodging)
    layers = pricing.nights_out + 1 if pricing.nights_out >= 0 else 1
    future = np.full((dates + 1, nights, layers), np.inf)
    future[dates, 0, 0] = 0.0
    end, tables = np.empty(nights), new_tables(pricing)
    for date in range(dates - 1, -1, -1):
        if stopped():
            return None
        price_date(pricing, prices, bound, date, end, tables, future)
    return future
