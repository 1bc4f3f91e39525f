"""The corpus refreshed by its editors: from its sources or by a file that they send; previewed, confirmed, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialogue.admin.corpus_buttons import (
    CancelRefresh,
    ConfirmRefresh,
    LeaveAsItIs,
    PrepareAgain,
    ReadDocument,
    StepBack,
    mark,
)
from bot.dialogue.admin.previewing import counted, preview_reply
from bot.dialogue.admin.refusing import INTENT, refusal
from bot.dialogue.buttons import button
from bot.dialogue.intents import Restore, SentFile, UpdateCorpus
from bot.dialogue.phrases import phrases, plain
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.editorial.changes import Change, PutFiles
from bot.editorial.prepared import Step
from bot.editorial.refreshing import Refresher
from bot.editorial.refusals import Refused
from bot.messages import Button, Reply, TooLarge
from bot.store.memory import Memory, Pending
from bot.texts import french_date, texts

WAITING = timedelta(minutes=30)
"""For the buttons of what was asked to be typed."""


async def refresh(turn: Turn, intent: UpdateCorpus) -> Answer:
    """Reads the sources and shows what would change; asked for something else in words, says how that is done."""
    asked = plain(intent.text)
    if phrases().matches("admin_restore", asked):
        return await restore(turn, Restore())
    if phrases().matches("admin_document", asked):
        return _said("refresh-how", channel=turn.message.sender.channel)
    return await prepared(turn)


async def again(turn: Turn, action: PrepareAgain) -> Answer:
    """The button that reads the sources."""
    return await prepared(turn)


async def sent(turn: Turn, intent: SentFile) -> Answer:
    """A file for the corpus: it takes the place of the document of its name, else it is a new one."""
    file = turn.message.file
    if file is None:
        return _said("refresh-how", channel=turn.message.sender.channel)
    try:
        content = await file.read()
    except TooLarge as error:
        return _said("file-too-large", file=file.name, mebibytes=error.mebibytes)
    except OSError:
        return _said("file-unread", file=file.name)
    named = turn.view.theme(frozenset(plain(turn.message.text).split()))
    theme = named or (turn.theme.key if turn.theme else "")
    return await prepared(turn, PutFiles(((file.name, content),), theme))


async def prepared(turn: Turn, change: Change | None = None) -> Answer:
    """Prepare a version, showing how far it is, and what it would change; or why it cannot be prepared."""
    refresher = turn.refresher
    if refresher is None:
        return _said("refresh-nowhere")

    async def told(step: Step) -> None:
        await turn.progress(Reply(paragraphs(_step(step, change)), intent=INTENT))

    try:
        ready = await refresher.prepare(change, told)
    except Refused as error:
        return Answer(refusal(error))
    asked = None if ready.nothing else _asked(turn, "preview_guarded" if ready.guards else "preview", ready.draft)
    return Answer(preview_reply(turn, ready), asked)


def _asked(turn: Turn, kind: str, of: str) -> Memory | None:
    """The memory of somebody who may type the buttons of what was asked, unless they are in the middle of giving."""
    kept = turn.in_passing()
    return replace(kept, pending=Pending(kind, of, turn.now + WAITING)) if kept.pending is None else None


def _step(step: Step, change: Change | None) -> str:
    what = "give" if step.name == "fetch" and change is not None else step.name
    place = step.detail.partition(" ")[2] or "none"
    return texts("refresh-step", number=step.number, total=step.total, what=texts(f"step-{what}", place=place))


async def confirm(turn: Turn, action: ConfirmRefresh) -> Answer:
    """The button under a preview: what was prepared is served from now on."""
    refresher = turn.refresher
    if refresher is None:
        return _said("refresh-nowhere")
    known = refresher.prepared(action.draft)
    try:
        swapped = await refresher.swap(action.draft, force=bool(action.force))
    except Refused as error:
        return await refused(turn, error, _refreshed(action) if known is not None else "")
    said = texts("refresh-done", version=swapped.version)
    buttons: tuple[Button, ...] = (button("button-step-back", StepBack(swapped.version)),)
    if known is None:
        # Asked twice: it was done and noted before.
        return Answer(Reply(paragraphs(said), buttons, intent=INTENT))
    did = await turn.did(_refreshed(action), f"version {swapped.version}")
    touched = known.difference.touched
    if len(touched) == 1:
        buttons = (button("button-read-document", ReadDocument(mark(*touched))), *buttons)
    return Answer(Reply(paragraphs(said, counted(known, done=True)), buttons, intent=INTENT), facts=(did,))


def _refreshed(action: ConfirmRefresh) -> str:
    return "corpus forced" if action.force else "corpus refreshed"


async def refused(turn: Turn, error: Refused, action: str) -> Answer:
    """Why not; what was done all the same is noted as this ``action`` (empty: it was noted before)."""
    noted = bool(action) and error.half_done
    facts = (
        (await turn.did(action, f"version {error.detail}" if error.reason == "not_adopted" else ""),) if noted else ()
    )
    return Answer(refusal(error), facts=facts)


async def cancel(turn: Turn, action: CancelRefresh) -> Answer:
    """What was prepared is forgotten."""
    if turn.refresher is not None:
        await turn.refresher.discard(action.draft)
    return _said("refresh-cancelled")


async def restore(turn: Turn, intent: Restore) -> Answer:
    """Back to the version before: what is served now, and whether to leave it."""
    if turn.refresher is None:
        return _said("refresh-nowhere")
    state = turn.refresher.state()
    if not state.can_step_back:
        return Answer(refusal(Refused("no_step_back", "No version from before this one is kept.")))
    made = french_date(datetime.fromisoformat(state.made_at).date()) if state.made_at else "none"
    said = texts("restore-ask", version=state.version, date=made, documents=state.documents)
    buttons = button("button-step-back", StepBack(state.version, 1)), button("button-leave", LeaveAsItIs())
    return Answer(Reply(paragraphs(said), buttons, intent=INTENT), _asked(turn, "step_back", state.version))


async def step_back(turn: Turn, action: StepBack) -> Answer:
    """The button that steps back, once it was asked whether to."""
    if not action.sure:
        return await restore(turn, Restore())
    if turn.refresher is None:
        return _said("refresh-nowhere")
    return await _stepped_back(turn, turn.refresher, action.version)


async def _stepped_back(turn: Turn, refresher: Refresher, version: str) -> Answer:
    served = refresher.state().version
    if served != version:
        return _said("restore-moved", version=served)
    try:
        swapped = await refresher.restore()
    except Refused as error:
        return await refused(turn, error, "corpus stepped back")
    kind = "version" if swapped.version.isdigit() and int(swapped.version) else "origin"
    answer = _said("restore-done", kind=kind, version=swapped.version, previous=swapped.previous)
    return replace(answer, facts=(await turn.did("corpus stepped back", f"version {swapped.version}"),))


async def leave(turn: Turn, action: LeaveAsItIs) -> Answer:
    """Nothing changes."""
    answer = _said("refused-unchanged")
    return replace(answer, reply=replace(answer.reply, edits=True))


def _said(key: str, **values: str | int) -> Answer:
    return Answer(Reply(paragraphs(texts(key, **values)), intent=INTENT))


FEATURE = Feature(
    name="refreshing",
    commands=(
        CommandLine("rafraichir", lambda argument: UpdateCorpus(), "help-rafraichir"),
        CommandLine("retablir", lambda argument: Restore(), "help-retablir"),
    ),
    intents={UpdateCorpus: refresh, Restore: restore, SentFile: sent},
    actions={
        PrepareAgain: again,
        ConfirmRefresh: confirm,
        CancelRefresh: cancel,
        StepBack: step_back,
        LeaveAsItIs: leave,
    },
    admin=True,
)
