"""Engines on the workers of a Dask cluster: queries go out in the batches of a local run, so the texts are the same.

A worker opens an engine once and loads each model once. What a lost worker had is done again by another (Dask's own
doing). Nothing is written by workers.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from ..errors import EngineError
from ..model import Translation
from .base import Engine, Pair, Query

# How often a batch is sent again before the run gives up on it, once for each worker that was lost with it.
_RETRIES = 5
_CONNECT_SECONDS = "20s"


class Cluster:
    """A connection to a Dask cluster: at an address, or (`local:4`) of so many processes started here.

    Raises EngineError where Dask is missing or nothing answers. `close` ends the connection, and what was started here.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            raise EngineError("Dask is not installed", remedy="pip install 'bylingual[dask]'") from None
        self._local: Any = None
        count = address.removeprefix("local:")
        try:
            if address.startswith("local:"):
                if not count.isdecimal() or not int(count):
                    raise EngineError(f"{address!r} starts no cluster", remedy="Use local:N, for example local:4")
                self._local = LocalCluster(
                    n_workers=int(count), threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=40
                )
            self._client: Any = Client(self._local or address, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            raise EngineError(
                f"no Dask cluster at {address} ({error})", remedy="Start `dask scheduler` and workers"
            ) from None
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            self.close()
            raise EngineError(f"the Dask cluster at {address} has no workers", remedy="Start `dask worker ADDRESS`")
        self.threads = sum(worker["nthreads"] for worker in workers.values())

    def close(self) -> None:
        """End the connection."""
        self._client.close()
        if self._local is not None:
            self._local.close()

    def engine(self, name: str) -> Engine:
        """An engine as the workers have it. Raises EngineError when they have not."""
        return Remote(self, name)

    def ask(self, function: Any, *values: Any) -> Any:
        """What a worker's call of `function` returns; made again elsewhere when the worker is lost."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        future = self._client.submit(function, *values, pure=False, retries=_RETRIES)
        try:
            return future.result()
        except KilledWorker as error:
            problem = f"Dask lost several workers over the same batch ({error})"
            raise EngineError(problem, remedy="Run again with fewer threads a worker, or without --dask") from None
        except (FutureCancelledError, TimeoutError, OSError) as error:
            raise EngineError(f"the Dask cluster is gone ({error})", remedy="Start it and run again") from None


class Remote:
    """One engine on the workers of a cluster."""

    def __init__(self, cluster: Cluster, name: str) -> None:
        self._cluster, self._name = cluster, name
        self._identities: dict[Pair, str] = {}
        self.decodes_as_asked: bool = cluster.ask(_decodes_as_asked, name)

    @cached_property
    def _pairs(self) -> Mapping[Pair, str]:
        pairs: Mapping[Pair, str] = self._cluster.ask(_pairs, self._name)
        return pairs

    def pairs(self) -> Mapping[Pair, str]:
        """As a worker says."""
        return self._pairs

    def identity(self, pair: Pair) -> str:
        """As a worker says; every batch is held against it."""
        if pair not in self._identities:
            self._identities[pair] = self._cluster.ask(_identity, self._name, pair)
        return self._identities[pair]

    def translate(self, queries: Sequence[Query], pair: Pair) -> list[Translation]:
        """On some worker. Raises EngineError, also for a worker whose model is another one."""
        identity, made = self._cluster.ask(_translate, self._name, list(queries), pair)
        if identity != self.identity(pair):
            raise EngineError(
                f"workers of the cluster have different models for {'→'.join(pair)}: {identity}; {self.identity(pair)}",
                remedy="Install the same package on all of them",
            )
        return list(made)

    def close(self) -> None:
        """The workers keep their models for the next run."""


_lock = threading.Lock()
_opened: dict[str, Engine] = {}


def _engine(name: str) -> Engine:
    """On a worker: the engine, opened once a process. One with one thread uses one core."""
    from . import ENGINES

    with _lock:
        if name not in _opened:
            os.environ.setdefault("ARGOS_INTER_THREADS", "1")
            module: Any = ENGINES[name]
            _opened[name] = module.open_engine()
        return _opened[name]


def _pairs(name: str) -> dict[Pair, str]:
    return dict(_engine(name).pairs())


def _decodes_as_asked(name: str) -> bool:
    return _engine(name).decodes_as_asked


def _identity(name: str, pair: Pair) -> str:
    return _engine(name).identity(pair)


def _translate(name: str, queries: Sequence[Query], pair: Pair) -> tuple[str, list[Translation]]:
    engine = _engine(name)
    return engine.identity(pair), engine.translate(queries, pair)
