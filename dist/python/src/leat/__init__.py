"""Leat: write a connector once, run it anywhere, lose no row.

The ``leat`` command (or ``python -m leat``) does everything that Leat does: ``leat --help``. From Python,
:func:`leat.run` is one sync, as a process of its own::

    import leat

    result = leat.run("keyset", config={"base_url": "https://api.example.com/users"}, destination="duckdb:users.duckdb")
    print(result.rows_committed, result.tables["user"].inserted)

No Java and no Maven is needed: the runtime comes with the package.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leat._run import Result, SyncFailed, TableResult, run

__all__ = ["Result", "SyncFailed", "TableResult", "run"]


def __getattr__(name: str) -> object:
    # The leat command imports this package at each start, and needs none of what run needs.
    if name in __all__:
        from leat import _run

        return getattr(_run, name)
    raise AttributeError(f"module 'leat' has no attribute {name!r}")
