"""The planner's desk: from a campaign in, to a bundle out.

::

    region = geodata.load_dataset()
    campaign = planner.default_campaign(region)
    ready = planner.prepare(region, campaign)
    result = routing.solve(ready.campaign, ready.travel)
    planner.write_plan(folder, ready, result, planner.PlanRequest(folder))

`load` reads a planner's workbook in the place of the first three lines; `drawn` is what
`maps.sessions_frame` and its like make GeoDataFrames of.

Names are imported when they are first asked for, so that the command line answers at once.
"""

from __future__ import annotations

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
