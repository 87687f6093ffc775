"""`python -m geodata.build RAW TARGET` builds the embedded dataset from raw figures."""

from __future__ import annotations

from geodata.build.from_raw_files import main

raise SystemExit(main())
