"""The planner's desk: command line, pipeline and bundles."""
