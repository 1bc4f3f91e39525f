"""What the corpus could not answer, in groups, most asked first; from a group, what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.admin.missed_buttons import (
    OpenGroup,
    SetAside,
    ShowAnswered,
    ShowMissed,
    TellOfCorpus,
    WriteDocument,
    WriteReply,
    WriteWording,
)
from bot.dialogue.admin.missed_groups import SINCE, answered_now, brief, group_of, sorted_out, to_be_told
from bot.dialogue.buttons import button
from bot.dialogue.intents import Intent
from bot.dialogue.present import label, paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.editorial.missed import Group
from bot.messages import Block, Button, Heading, Listing, Reply
from bot.store.asked import QuestionsSettled
from bot.texts import listed, texts

INTENT = "admin"
PAGE = 4
"""Groups on a page: each has its button, beside those that turn the page."""
WORDINGS, REASONS = 8, 5
"""Different wordings and reasons of a group that are shown."""


@dataclass(frozen=True, slots=True)
class Missed(Intent):
    """Wants to see what the corpus could not answer."""


async def show_missed(turn: Turn, wanted: Missed | ShowMissed) -> Answer:
    """The groups of questions left without an answer that serves."""
    groups = (await sorted_out(turn)).missed
    page = getattr(wanted, "page", 0)
    shown = groups[page * PAGE : (page + 1) * PAGE]
    more: tuple[Button, ...] = (button("button-answered-groups", ShowAnswered()),)
    if len(groups) > (page + 1) * PAGE:
        more = (button("button-next-page", ShowMissed(page + 1)), *more)
    if not shown:
        return Answer(Reply(paragraphs(texts("missed-none", days=SINCE.days)), more, intent=INTENT))
    total = sum(len(group.missed) for group in groups)
    head = texts("missed-intro", questions=total, groups=len(groups), days=SINCE.days)
    items = tuple([await _missed_line(turn, group) for group in shown])
    return Answer(Reply((*paragraphs(head), Listing(items)), (*_opening(shown), *more), intent=INTENT))


async def show_answered(turn: Turn, wanted: ShowAnswered) -> Answer:
    """The groups of questions that have their answer."""
    groups = (await sorted_out(turn)).answered
    shown = groups[wanted.page * PAGE : (wanted.page + 1) * PAGE]
    more: tuple[Button, ...] = (button("button-missed-groups", ShowMissed()),)
    if len(groups) > (wanted.page + 1) * PAGE:
        more = (button("button-next-page", ShowAnswered(wanted.page + 1)), *more)
    if not shown:
        return Answer(Reply(paragraphs(texts("answered-none", days=SINCE.days)), more, intent=INTENT))
    items = tuple(
        texts(
            "answered-group",
            example=brief(group.example.text),
            count=len(group.questions),
            useful=sum(question.useful is True for question in group.questions),
            missed=len(group.missed),
        )
        for group in shown
    )
    head = texts("answered-intro", groups=len(groups), days=SINCE.days)
    return Answer(Reply((*paragraphs(head), Listing(items)), (*_opening(shown), *more), intent=INTENT))


async def open_group(turn: Turn, action: OpenGroup) -> Answer:
    """One group: its wordings, what was said of the answers, and what can be done."""
    group = await group_of(turn, action.question)
    if group is None:
        return gone()
    told = await to_be_told(turn, group.questions)
    now = await answered_now(turn, group)
    texts_of = group.texts(group.missed or None)
    wordings = tuple(
        texts("missed-wording-times", text=brief(text), times=times) if times > 1 else brief(text)
        for text, times in texts_of.items()
    )
    hidden = len(wordings) - WORDINGS
    before = len(group.settled)
    blocks: list[Block] = [
        Heading(brief(group.example.text)),
        *paragraphs(_counts(group), texts("missed-terms", words=", ".join(group.terms))),
        Listing(wordings[:WORDINGS]),
        *paragraphs(texts("missed-hidden", count=hidden) if hidden > 0 else ""),
    ]
    if group.reasons:
        blocks += [*paragraphs(texts("missed-reasons")), Listing(tuple(map(brief, group.reasons[:REASONS])))]
    blocks += paragraphs(
        texts("missed-settled", count=before) if before else "",
        texts("missed-answered-now", count=len(now), total=len(group.missed)) if now else "",
        texts("missed-told", count=len(told)) if told else "",
    )
    return Answer(Reply(tuple(blocks), _ways(group, bool(told), bool(now)), intent=INTENT), turn.remember())


async def set_aside(turn: Turn, action: SetAside) -> Answer:
    """Its questions leave the list, or come back."""
    group = await group_of(turn, action.question)
    if group is None:
        return gone()
    if action.back:
        back = tuple(question.id for question in group.questions if question.settled == "set_aside")
        buttons = (button("button-group", OpenGroup(action.question)), button("button-missed-groups", ShowMissed()))
        reply = Reply(paragraphs(texts("missed-put-back", count=len(back))), buttons, intent=INTENT)
        did = await turn.did("questions put back", str(len(back)))
        return Answer(reply, facts=(QuestionsSettled(back, ""), did))
    gone_now = tuple(question.id for question in group.missed)
    buttons = (
        button("button-put-back", SetAside(action.question, 1)),
        button("button-missed-groups", ShowMissed()),
    )
    reply = Reply(paragraphs(texts("missed-set-aside", count=len(gone_now))), buttons, intent=INTENT)
    did = await turn.did("questions put aside", str(len(gone_now)))
    return Answer(reply, facts=(QuestionsSettled(gone_now, "set_aside"), did))


def gone() -> Answer:
    """The questions of this button are kept no more."""
    return Answer(
        Reply(paragraphs(texts("missed-gone")), (button("button-missed-groups", ShowMissed()),), intent=INTENT)
    )


async def _missed_line(turn: Turn, group: Group) -> str:
    """What the list says of a group: an example, counts, and who waits for an answer."""
    told = await to_be_told(turn, group.questions)
    waits = texts("missed-told-short", count=len(told)) if told else ""
    return texts("missed-group", example=brief(group.example.text), counts=_counts(group), waits=waits).strip()


def _counts(group: Group) -> str:
    missed = group.missed or group.questions
    useless = sum(question.useful is False for question in missed)
    counts = {
        "nothing": sum(question.outcome == "nothing" for question in missed),
        "near": sum(question.outcome == "near" for question in missed),
        "sure": len(group.questions) - len(group.missed),
        "useless": useless,
    }
    parts = tuple(texts(f"missed-count-{name}", count=count) for name, count in counts.items() if count)
    return texts("missed-counts", count=len(group.questions), parts=listed(parts))


def _opening(groups: tuple[Group, ...]) -> tuple[Button, ...]:
    return tuple(Button(label(brief(group.example.text)), OpenGroup(group.example.id)) for group in groups)


def _ways(group: Group, told: bool, answered: bool) -> tuple[Button, ...]:
    """What can be done about a group, the list last; with nothing left to do, only what can be undone."""
    key = group.example.id
    back = button("button-missed-groups", ShowMissed())
    if not group.missed:
        aside = any(question.settled == "set_aside" for question in group.questions)
        return (button("button-put-back", SetAside(key, 1)), back) if aside else (back,)
    ways = [button("button-write-reply", WriteReply(key))] if told else []
    if answered:
        ways.append(button("button-tell-corpus" if told else "button-close-corpus", TellOfCorpus(key)))
    return (
        *ways,
        button("button-write-document", WriteDocument(key)),
        button("button-write-wording", WriteWording(key)),
        button("button-set-aside", SetAside(key)),
        back,
    )


FEATURE = Feature(
    name="missed",
    commands=(CommandLine("sansreponse", lambda argument: Missed(), "help-sansreponse"),),
    intents={Missed: show_missed},
    actions={ShowMissed: show_missed, ShowAnswered: show_answered, OpenGroup: open_group, SetAside: set_aside},
    admin=True,
)
