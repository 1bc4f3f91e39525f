"""The dialogue with a person: `Message` in, `Reply` out; it knows no messenger and not the machine's clock."""

from bot.dialogue.dialogue import Dialogue as Dialogue
