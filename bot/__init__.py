"""The assistant: dialogue, storage, channels, and the command that runs them."""
