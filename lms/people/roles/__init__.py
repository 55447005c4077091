"""Roles: who may do what, over which units, from a day and until one."""
