"""No module's page is hidden by another page of its course: such names are reserved, and no others."""

from flask import Flask

from lms.courses.names import RESERVED, read_name

MODULE = "<module>"


def test_what_a_module_cannot_be_called(app: Flask):
    routes = [str(rule).split("/") for rule in app.url_map.iter_rules()]
    hidden = {
        route[at]
        for at, before in ((one.index(MODULE), one[: one.index(MODULE)]) for one in routes if MODULE in one)
        for route in routes
        if route[:at] == before and len(route) == at + 1
    }
    files = {name.slug for name in map(read_name, ("course.md", "assessment.md")) if name}
    assert {name for name in hidden if "<" not in name} | files == RESERVED
