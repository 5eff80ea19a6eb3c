package dev.cauce.application.processing;

import java.util.List;

/**
 * A projection as the processors run it and the administrator sees it.
 *
 * @param name its processing group
 * @param collections the collections that its views are kept in
 * @param segments how many parts run side by side; fixed when it first starts
 */
public record ProjectionGroup(String name, List<String> collections, int segments) {}
