"""Answers: the gap matrix and what follows from it. No Qt; imports landscape."""
