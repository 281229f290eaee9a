"""Every scene of every area."""

from tests.journeys import (
    scenes_of_boards,
    scenes_of_causes,
    scenes_of_entry,
    scenes_of_indicators,
    scenes_of_inside,
    scenes_of_outside,
    scenes_of_papers,
    scenes_of_people,
    scenes_of_reports,
    scenes_of_rows,
    scenes_of_series,
    scenes_of_speed,
    scenes_of_statistics,
    scenes_of_targets,
    scenes_of_tasks,
    scenes_of_units,
)
from tests.journeys.staging import Scene

AREAS = (
    scenes_of_people,
    scenes_of_units,
    scenes_of_outside,
    scenes_of_papers,
    scenes_of_tasks,
    scenes_of_reports,
    scenes_of_rows,
    scenes_of_speed,
    scenes_of_statistics,
    scenes_of_boards,
    scenes_of_indicators,
    scenes_of_series,
    scenes_of_targets,
    scenes_of_inside,
    scenes_of_entry,
    scenes_of_causes,
)
SCENES = [it for area in AREAS for it in vars(area).values() if isinstance(it, Scene)]
