"""Alembic's migrations, one file a revision in ``versions``; new ones are made with ``script.py.mako``."""
