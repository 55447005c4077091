"""The blueprint of signing in, joining and a forgotten password: their endpoints are all `sign_in.…`."""

from flask import Blueprint

bp = Blueprint("sign_in", __name__)
