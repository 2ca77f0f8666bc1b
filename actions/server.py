"""The action server as a process: everything is loaded before it says that it is healthy, so that no worker waits."""

from __future__ import annotations

import sys

from rasa_sdk.endpoint import run

from actions.base import the_app


def main(port: int) -> None:
    """Serve on `port`, on loopback (SANIC_HOST), until told to stop."""
    _ = the_app().checks.self_check  # the occupations: two seconds
    run("actions.actions", port=port)


if __name__ == "__main__":
    main(int(sys.argv[1]))
