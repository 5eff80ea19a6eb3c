package dev.cauce.adapters.documentstore;

/** One field of an index: the dotted path of the value and its direction. */
record IndexField(String path, boolean ascending) {}
