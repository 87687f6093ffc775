"""Plan a campaign in twenty lines of Python: Kupang in 2018 with eight pairs and more residents.

Run it with a folder: `python docs/plan_a_campaign.py out-script`.
"""

import sys
from dataclasses import replace
from pathlib import Path

import geodata
import maps
import planner
import routing

region = geodata.load_dataset()
campaign = planner.default_campaign(region, defaults=replace(planner.DEFAULTS, teams=8))
posts = planner.posts_of(campaign)  # a GeoDataFrame, EPSG:4326
posts.loc[posts["name"] == "Takari", "residents"] += 100
region, campaign = planner.with_posts(region, campaign, posts)

ready = planner.prepare(region, campaign)  # all ways timed, per vehicle and season
result = routing.solve(ready.campaign, ready.travel, routing.Limits(work=100, seed=1, gap=15))
data = planner.drawn(ready, result.plan)

sessions = maps.sessions_frame(data)  # GeoDataFrames again, for maps and sums of your own
print(sessions.groupby("pair")["residents"].sum())
kecamatan = maps.kecamatan_frame(data).to_crs(32751)  # UTM 51S, metres
kecamatan["recorded_per_km2"] = kecamatan["recorded"] / (kecamatan.area / 1e6)
print(kecamatan.nlargest(3, "recorded_per_km2")[["name", "pairs", "recorded_per_km2"]])

out = Path(sys.argv[1])
page = planner.write_plan(out, ready, result, planner.PlanRequest(out, language="en"))
print(f"Rules kept: {routing.audit_bundle(out).ok}. Open {page}")
