"""The corpus: themes, documents, passages; nothing about search or messengers."""
