"""What goes wrong on the way to Telegram, on demand: refusals, broken connections, slowness, flood limits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["429", "403", "502", "drop_before", "drop_after", "slow", "held", "hang", "bad_json"]


@dataclass
class Rule:
    """One fault: for how many calls (``times``, endless when None) or what share of them, in which chat and methods.

    A share is kept to evenly (0.05: every twentieth call), so that no run is spared by luck.  What is ``held`` is
    processed once ``gate`` is open.
    """

    kind: Kind
    methods: frozenset[str] = frozenset()
    chat: int | None = None
    times: int | None = None
    share: float = 1.0
    seconds: float = 1
    owed: float = 0.0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def meets(self, method: str, chat: int | None) -> bool:
        if self.methods and method not in self.methods:
            return False
        if self.chat is not None and self.chat != chat:
            return False
        if self.times == 0:
            return False
        self.owed += self.share
        if self.owed < 1:
            return False
        self.owed -= 1
        if self.times is not None:
            self.times -= 1
        return True


@dataclass
class Faults:
    """The rules in force; the first that meets a call decides.  ``latency`` seconds are added to every call."""

    rules: list[Rule] = field(default_factory=list)
    latency: float = 0.0

    def add(self, kind: Kind, *methods: str, **how: Any) -> Rule:
        rule = Rule(kind, frozenset(name.lower() for name in methods), **how)
        self.rules.append(rule)
        return rule

    def pick(self, method: str, chat: int | None) -> Rule | None:
        return next((rule for rule in self.rules if rule.meets(method, chat)), None)


@dataclass
class _Bucket:
    level: float
    at: float


@dataclass
class FloodLimits:
    """Telegram's published guidance as token buckets: 1/s in a chat, 30/s in all, 20 a minute in a group."""

    per_chat: float = 1.0
    chat_burst: float = 3
    overall: float = 30
    group_minute: float = 20
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def wait(self, chat: int, now: float) -> int:
        """Seconds to wait before this chat may be written to; 0 when it may be now (and it is counted)."""
        limits = [("all", self.overall, self.overall), (f"chat {chat}", self.per_chat, self.chat_burst)]
        if chat < 0:
            limits.append((f"group {chat}", self.group_minute / 60, self.group_minute))
        waits = []
        for name, rate, burst in limits:
            bucket = self._buckets.setdefault(name, _Bucket(burst, now))
            bucket.level = min(burst, bucket.level + (now - bucket.at) * rate)
            bucket.at = now
            waits.append(0.0 if bucket.level >= 1 else (1 - bucket.level) / rate)
        if max(waits) > 0:
            return int(max(waits)) + 1
        for name, _, _ in limits:
            self._buckets[name].level -= 1
        return 0
