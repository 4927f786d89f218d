"""Settings of the whole suite."""

from hypothesis import HealthCheck, settings

# Shared machines are slow at times: what counts is what a test finds, not how long an example took to make. The same
# tree gets the same examples, so that what fails here fails everywhere.
settings.register_profile(
    "shared-machine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("shared-machine")
