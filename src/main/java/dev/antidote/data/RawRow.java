package dev.antidote.data;

/** A row before its label has a number. */
record RawRow(long line, String text, String label) {}
