"""What every test of the project, in `src` and in `tests`, runs with."""

import os

from hypothesis import settings

pytest_plugins = ["tests.pure", "tests.not_run", "tests.browser", "tests.cast"]

# A loaded machine is no fault of a test; in CI the random cases are the same in every run.
settings.register_profile("congtac", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("congtac")
