"""Language models that users connect: any service that speaks OpenAI's protocol, on this machine or elsewhere."""

from visavis.language.chat.engine import (
    BudgetSpent,
    Chat,
    ModelDown,
    ModelSlow,
    NonsenseReply,
    Prompt,
    PromptTooLong,
    Reply,
    Usage,
)

__all__ = [
    "BudgetSpent",
    "Chat",
    "ModelDown",
    "ModelSlow",
    "NonsenseReply",
    "Prompt",
    "PromptTooLong",
    "Reply",
    "Usage",
]
