"""Faults: real servers are killed, cut off, locked and filled up while papers are answered. Is anything lost?

judge       what is lost, given what was sent, acknowledged and shown
course      a course whose assessment asks twenty questions; learners: who may sit it
server      `lms serve`: killed, restarted, without room to write
databases   SQLite and PostgreSQL, which can be locked; the latter also stopped and started
link        requests and answers, byte by byte
drawn       what a page shows; page: a paper that is open in a browser, and its script
stage       what a fault works with; stops, cuts, late, troubles: the faults
plan        which fault strikes at which request
sitting     attempts under faults, the paper read again and again
"""
