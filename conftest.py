"""What every test of the project, in `src` and in `tests`, runs with."""

pytest_plugins = ["tests.not_run", "tests.browser", "tests.cast"]
