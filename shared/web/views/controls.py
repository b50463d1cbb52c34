"""Characters that hide or reorder text, made visible."""

import re

# C0 and C1 controls but tab and line feed; line separators; zero-width marks and the controls of
# text direction; interlinear and tag characters; lone surrogates. The zero-width joiners stay:
# emoji and several scripts need them, and they hide nothing.
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def show_controls(text: str) -> str:
    """Return text with every such character as its code point: "[U+202E]"."""
    if text.isascii() and text.isprintable():
        return text
    return CONTROLS.sub(lambda match: name_control(match.group()), text)


def name_control(character: str) -> str:
    """Return the code point of one character, to be shown in its place."""
    return f"[U+{ord(character):04X}]"
