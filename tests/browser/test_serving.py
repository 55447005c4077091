"""The site as it is served: what stands while nobody asks for anything."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.browser.learners import newcomer
from tests.browser.site import Site


def test_an_idle_site_keeps_nobody_from_the_whole_database(site: Site, tmp_path: Path):
    """What is written goes from SQLite's log into the database once nobody reads what was before it.

    Otherwise the log grows as long as the site runs. It is started on a database that has everything, so
    that starting only reads.
    """
    again = Site(tmp_path, site.database_url)
    newcomer(again)
    with closing(sqlite3.connect(site.database_url.removeprefix("sqlite:///"))) as database:
        busy = 1
        until = time.monotonic() + 5
        while busy and time.monotonic() < until:
            busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            time.sleep(0.1)
    again.stop()
    assert not busy, "somebody reads all the time"
