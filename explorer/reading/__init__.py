"""From a file to proposals: text, sentences, names, deals, standings. No Qt, no SQL; imports landscape."""
